import vue from "@vitejs/plugin-vue";
import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { defineConfig } from "vite";
import { angular } from "./angular/compile.js";

// What `npm install baocao-….tgz` would put into node_modules: here the files of `cargo xtask build`.
const dist = resolve(process.env.BAOCAO_DIST ?? "../../dist");
const files = existsSync(dist) ? readdirSync(dist).join("\n") : "";
const [, version] = files.match(/^bao-cao-(.+)\.loader\.js$/m) ?? [];
if (!version) throw new Error(`${dist} holds no built element: run \`cargo xtask build\``);
const baocao = [
  { find: "baocao/loader", replacement: join(dist, `bao-cao-${version}.loader.js`) },
  { find: /^baocao\/([^.]+)\.(wasm|en\.txt)/, replacement: join(dist, `$1-${version}.$2`) },
];

// `vite preview` tries the pages against `cargo xtask serve --port 8080`, and the rendered one against `npm run server`.
const demo = "http://127.0.0.1:8080";
const proxy = {
  "/api": demo,
  "/plans": demo,
  "/bao-cao": { target: demo, rewrite: (path) => path.replace("/bao-cao", "/dist") },
  "^/server-rendered/$": "http://127.0.0.1:8081",
};

const pages = {
  outDir: "built/pages",
  rollupOptions: {
    input: {
      react: "./react/index.html",
      vue: "./vue/index.html",
      angular: "./angular/index.html",
      "server-rendered": "./server-rendered/client.tsx",
    },
    output: { entryFileNames: "[name]/client.js" },
  },
};
const server = { outDir: "built/server", copyPublicDir: false };

export default defineConfig(({ isSsrBuild }) => ({
  resolve: { alias: baocao },
  plugins: [
    vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "bao-cao" } } }),
    angular("angular/tsconfig.json"),
  ],
  // The plain page needs no tool: it is copied.
  publicDir: "plain",
  build: isSsrBuild ? server : pages,
  preview: { proxy },
}));
