// What is in sight -> a file of the format that is picked.
import { FORMATS, save } from "../export/formats";
import { scene } from "../look";
import { attempt } from "../walk";
import { words } from "../words";
import { Menu } from "./menu";

export function ExportMenu() {
  const choices = Object.keys(FORMATS).map((name) => [name, () => void attempt(() => save(name, scene.value))] as const);
  return <Menu name={words.export} disabled={!scene.value.things.size} choices={choices} />;
}
