// Bundles Map/*.ts into wwwroot/map/ beside MapLibre's worker, which has to stay a file of its own.
import { build } from "esbuild";
import { copyFile, mkdir, readdir, rm } from "node:fs/promises";

const out = "wwwroot/map";
await mkdir(out, { recursive: true });
for (const file of await readdir(out)) if (/-[A-Z0-9]{8}\.js/.test(file)) await rm(`${out}/${file}`);
await build({
  entryPoints: { start: "Map/start.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  // What is imported when it is asked for is a file of its own, named after its contents.
  splitting: true,
  chunkNames: "[name]-[hash]",
  target: "es2022",
  outdir: out,
  legalComments: "linked",
  logLevel: "warning",
});
await copyFile("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", `${out}/maplibre-gl-worker.mjs`);
