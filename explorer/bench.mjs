// The canvas of the explorer, with random things on it -> a page in a folder, for benchmarks/explorer.py.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const [, , folder] = process.argv;
await build({
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  entryPoints: { bench: "bench/page.tsx", style: "src/style.css" },
  outdir: folder,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
});
const head = '<!doctype html><meta charset="utf-8"><title>bench</title><link rel="stylesheet" href="style.css">';
writeFileSync(`${folder}/index.html`, `${head}<div id="app"></div><script type="module" src="bench.js"></script>`);
