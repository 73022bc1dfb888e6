// node build.mjs FOLDER — bundles each rival for production: NAME.js, and NAME.css where its library has a sheet.
import { build } from "esbuild";

await build({
  entryPoints: ["hook", "jsonforms", "rjsf", "survey"].map((name) => `src/${name}.jsx`),
  outdir: process.argv[2] ?? "built",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  jsx: "automatic",
  legalComments: "none",
  define: { "process.env.NODE_ENV": '"production"' },
  logLevel: "warning",
});
