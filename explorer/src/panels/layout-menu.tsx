// What is in sight -> placed anew by the layout that is picked; what is pinned stays.
import { LAYOUTS } from "../canvas/arrange";
import { scene } from "../look";
import { arrange } from "../walk";
import { words } from "../words";
import { Menu } from "./menu";

export function LayoutMenu() {
  const choices = LAYOUTS.map((layout) => [words.layouts[layout], () => arrange(layout)] as const);
  return <Menu name={words.layout} disabled={!scene.value.things.size} choices={choices} />;
}
