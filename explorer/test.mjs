// The tests of pure modules in test/ -> bundled, since Node reads no TypeScript, and run.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = `${here}node_modules/.tests`;
rmSync(out, { recursive: true, force: true });
const names = readdirSync(`${here}test`).filter((name) => name.endsWith(".test.ts"));
await build({
  entryPoints: names.map((name) => `${here}test/${name}`),
  outdir: out,
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
});
const files = names.map((name) => `${out}/${name.replace(/\.ts$/, ".mjs")}`);
process.exit(spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1);
