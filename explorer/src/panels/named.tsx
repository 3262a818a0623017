// A thing -> its mark, its name, and what tells it from others of that name.
import type { Meant } from "../names";
import { Sign } from "./sign";

export function Named({ it: { noun, label, details } }: { it: Omit<Meant, "id"> }) {
  return (
    <>
      <Sign noun={noun} /> {label}
      {details && <span class="details"> {details}</span>}
    </>
  );
}
