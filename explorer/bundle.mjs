// The sources -> dist/: hashed assets, each also compressed, the licences of what is in them, and a manifest of hashes.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const dist = join(here, "dist");
const GENERATED = ["src/graphql/operations.ts", "src/graphql/types.ts"];
const ROOTS = ["src", "bundle.mjs", "index.html", "operations.mjs", "package-lock.json", "package.json", "tsconfig.json"];

const digest = (content) => createHash("sha256").update(content).digest("hex");

/** Every file under a path, in the order of names. */
function walk(path) {
  if (statSync(join(here, path)).isFile()) return [path];
  return readdirSync(join(here, path)).sort().flatMap((name) => walk(`${path}/${name}`));
}

/** The licence texts of the packages that a bundle holds bytes of. */
function licences(inputs) {
  const packages = new Set(Object.keys(inputs).flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []));
  return [...packages].sort().map((name) => {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
    const text = file ? readFileSync(join(folder, file), "utf8").trim() : `Licence: ${license}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
}

rmSync(dist, { recursive: true, force: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: { explorer: "src/main.tsx", style: "src/style.css" },
  outdir: "dist",
  entryNames: "assets/[name]-[hash]",
  bundle: true,
  splitting: true,
  chunkNames: "assets/[name]-[hash]",
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  metafile: true,
  write: false,
});

const files = new Map(result.outputFiles.map(({ path, contents }) => [path.slice(dist.length + 1), Buffer.from(contents)]));
const outputs = Object.entries(result.metafile.outputs).map(([path, each]) => [path.slice("dist/".length), each]);
const entry = (source) => outputs.find(([, each]) => each.entryPoint === source)[0];
/** What a script imports at once, and what that imports. */
function imported(name, seen = new Set()) {
  const [, { imports }] = outputs.find(([each]) => each === name);
  for (const { path, kind } of imports)
    if (kind === "import-statement" && !seen.has(path)) imported(path.slice("dist/".length), seen.add(path));
  return [...seen].map((path) => path.slice("dist/".length)).sort();
}
const preloads = imported(entry("src/main.tsx")).map((name) => `<link rel="modulepreload" href="/${name}" />`);
const page = readFileSync(join(here, "index.html"), "utf8")
  .replace("{script}", entry("src/main.tsx"))
  .replace("{style}", entry("src/style.css"))
  .replace("{preloads}", preloads.join("\n    "));
files.set("index.html", Buffer.from(page));
files.set("THIRD_PARTY_LICENSES", Buffer.from(licences(result.metafile.inputs).join(`\n${"-".repeat(80)}\n\n`)));

mkdirSync(join(dist, "assets"), { recursive: true });
for (const [name, content] of files) {
  writeFileSync(join(dist, name), content);
  if (name !== "THIRD_PARTY_LICENSES") writeFileSync(join(dist, `${name}.gz`), gzipSync(content, { level: 9 }));
}
const sources = ROOTS.flatMap(walk).filter((name) => !GENERATED.includes(name));
const hashes = (names, read) => Object.fromEntries(names.map((name) => [name, digest(read(name))]));
const manifest = {
  sources: hashes(sources, (name) => readFileSync(join(here, name))),
  outputs: hashes([...files.keys()].sort(), (name) => files.get(name)),
};
writeFileSync(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
for (const name of [...files.keys()].filter((each) => each !== "THIRD_PARTY_LICENSES"))
  console.log(`${name}: ${(gzipSync(files.get(name), { level: 9 }).length / 1000).toFixed(1)} KB gz`);
