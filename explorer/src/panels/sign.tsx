// A noun -> its mark: a disc of its colour with its letters.
import { signOf } from "../palette";

export function Sign({ noun }: { noun: string }) {
  const sign = signOf(noun);
  return (
    <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="11" fill={sign.colour} />
      <text x="12" y="15.6" text-anchor="middle" font-size="10" fill={sign.ink}>{sign.monogram}</text>
    </svg>
  );
}
