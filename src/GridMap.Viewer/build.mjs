// Bundles Map/*.ts into wwwroot/map/ beside MapLibre's worker, which has to stay a file of its own.
import { build } from "esbuild";
import { copyFile, mkdir } from "node:fs/promises";

const out = "wwwroot/map";
await mkdir(out, { recursive: true });
await build({
  entryPoints: { start: "Map/start.ts" },
  bundle: true,
  minify: true,
  format: "esm",
  // What is imported when it is asked for is a file of its own; named as start.js is, since the build lists files by name.
  splitting: true,
  chunkNames: "[name]",
  target: "es2022",
  outdir: out,
  legalComments: "linked",
  logLevel: "warning",
});
await copyFile("node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", `${out}/maplibre-gl-worker.mjs`);
