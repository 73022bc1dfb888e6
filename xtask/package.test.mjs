// The package as integrators get it, held against what it promises. `cargo xtask test package` makes it and says where it is.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { dirname, join, sep } from "node:path";
import test, { before } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { parse } from "acorn";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { unzipSync } from "fflate";

const [folder, tgz, zip, work] = process.env.BAOCAO_PACKAGE.split("\n");
const xtask = dirname(fileURLToPath(import.meta.url));
const read = (name) => readFileSync(join(folder, name));
const json = (name) => JSON.parse(read(name));
/** All files below a folder, by their names. */
const filesOf = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1).replaceAll(sep, "/"))
    .sort();
const files = filesOf(folder);
/** What npm and people read before anything is served. */
const UNSERVED = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "integrity.json", "package.json"];

before(() => {
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  writeFileSync(join(work, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const install = ["install", tgz, "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
  execFileSync(npm, install, { cwd: work, stdio: "pipe", shell: process.platform === "win32" });
});

test("integrity.json has the hash of every other file", () => {
  const { version, files: sums } = json("integrity.json");
  assert.equal(version, json("package.json").version);
  assert.deepEqual(Object.keys(sums).sort(), files.filter((name) => name !== "integrity.json"));
  for (const [name, sum] of Object.entries(sums)) {
    assert.equal(sum, `sha384-${createHash("sha384").update(read(name)).digest("base64")}`, name);
  }
});

test("what a server gives is there packed, too, with the same content", () => {
  // All but the packed copies themselves, and what is for those who install the package.
  const isServed = (name) => !/\.(br|gz)$/.test(name) && !UNSERVED.includes(name);
  const served = files.filter(isServed);
  for (const end of ["js", "wasm", "txt", "html", "css", "json", "ts"]) {
    assert.ok(served.some((name) => name.endsWith(`.${end}`)), end);
  }
  for (const name of served) {
    assert.ok(read(name).equals(brotliDecompressSync(read(`${name}.br`))), `${name}.br`);
    assert.ok(read(name).equals(gunzipSync(read(`${name}.gz`))), `${name}.gz`);
  }
});

test("its scripts are read by the oldest browsers that should run them", () => {
  const scripts = files.filter((name) => name.endsWith(".js"));
  assert.ok(scripts.length > 10);
  const reads = (script, ecmaVersion, sourceType) => parse(script, { ecmaVersion, sourceType });
  for (const name of scripts) {
    const sourceType = /classic|nomodule|offline|print/.test(name) ? "script" : "module";
    // What says that a browser is too old is read by that one.
    const ecmaVersion = name.includes("nomodule") ? 5 : 2022;
    assert.doesNotThrow(() => reads(read(name).toString(), ecmaVersion, sourceType), name);
  }
  // It finds what is younger: the flag `v` of 2024, and in browsers of old an arrow.
  assert.throws(() => reads("/[a--b]/v", 2022, "module"), SyntaxError);
  assert.throws(() => reads("() => 1", 5, "script"), SyntaxError);
});

test("both archives hold the folder", () => {
  const installed = join(work, "node_modules/baocao");
  assert.deepEqual(filesOf(installed), files);
  for (const name of files) assert.ok(read(name).equals(readFileSync(join(installed, name))), name);
  const zipped = unzipSync(readFileSync(zip));
  const prefix = `baocao-${json("package.json").version}/`;
  assert.deepEqual(Object.keys(zipped).sort(), files.map((name) => prefix + name).sort());
  for (const name of files) assert.ok(read(name).equals(zipped[prefix + name]), name);
});

test("all that package.json names is there", () => {
  const { exports, types, customElements, sideEffects } = json("package.json");
  const named = Object.values(exports).flatMap((one) => (typeof one === "string" ? one : Object.values(one)));
  for (const name of [...named, types, customElements, ...sideEffects]) {
    if (!name.includes("*")) assert.ok(existsSync(join(folder, name)), name);
  }
  const { resolve } = createRequire(join(work, "page.js"));
  for (const name of ["", "/loader", "/classic", "/baocao_bg.wasm", "/schema/plan.schema.json"]) resolve(`baocao${name}`);
});

test("the types say what is right and find what is wrong", () => {
  cpSync(join(xtask, "typings"), work, { recursive: true });
  // A manifest of the schema that it names.
  const manifest = `import type { Package } from "custom-elements-manifest";
    export default ${read("custom-elements.json").toString().trim()} satisfies Package;`;
  writeFileSync(join(work, "manifest.ts"), manifest);
  const modules = join(xtask, "node_modules");
  const compilerOptions = {
    strict: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler", jsx: "preserve",
    resolveJsonModule: true, types: [],
    paths: {
      "custom-elements-manifest": [join(modules, "custom-elements-manifest/schema.d.ts")],
      react: [join(modules, "@types/react")],
      "svelte/elements": [join(modules, "svelte/elements.d.ts")],
      vue: [join(modules, "vue")],
    },
  };
  writeFileSync(join(work, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts", "*.tsx"] }));
  const tsc = createRequire(import.meta.url).resolve("typescript/package.json").replace("package.json", "bin/tsc");
  try {
    execFileSync(process.execPath, [tsc, "-p", work], { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    assert.fail(error.stdout || error.stderr);
  }
});

test("what is inside is listed for people and for machines alike", () => {
  const { components, dependencies, metadata, specVersion } = json("sbom.cdx.json");
  assert.equal(specVersion, "1.6");
  const names = components.map(({ name, version }) => `${name} ${version}`);
  assert.equal(new Set(names).size, names.length);
  for (const inside of ["baocao", "baocao-paper", "qrcodegen", "yew", "wasm-bindgen", "js-sys", "sha2"]) assert.ok(names.some((one) => one.startsWith(`${inside} `)), inside);
  // What only builds or serves is not inside.
  for (const outside of ["walrus", "axum", "yew-macro"]) assert.ok(!names.some((one) => one.startsWith(`${outside} `)), outside);
  const refs = [metadata.component["bom-ref"], ...components.map((one) => one["bom-ref"])];
  assert.deepEqual(dependencies.map(({ ref }) => ref), refs);
  for (const { ref, dependsOn } of dependencies) {
    for (const other of dependsOn) assert.ok(refs.includes(other), `${ref} needs ${other}`);
  }
  // All but our two and the standard library were fetched, as the lock file fixes them.
  const isFixed = ({ hashes }) => hashes?.[0].alg === "SHA-256" && /^[0-9a-f]{64}$/.test(hashes[0].content);
  assert.equal(components.filter(isFixed).length, components.length - 3);
  const [list, ...texts] = read("licences.txt").toString().split("-".repeat(80));
  const std = components.find(({ purl }) => purl.startsWith("pkg:generic/rust-std@"));
  assert.ok(list.includes(`Rust ${std.version} (${std.licenses[0].expression})`));
  for (const { name, version, licenses } of components.filter((one) => one !== std)) {
    const named = `${name} ${version}`;
    assert.ok(list.includes(`\n${named}: ${licenses[0].expression}\n`), named);
    assert.ok(texts.some((text) => text.split("\n")[1].split(", ").includes(named)), `${named} has no text`);
  }
});

test("the list for machines is as CycloneDX's own schema has it", () => {
  const library = createRequire(import.meta.url).resolve("@cyclonedx/cyclonedx-library/package.json");
  const schema = (name) => JSON.parse(readFileSync(join(dirname(library), `res/schema/${name}.SNAPSHOT.schema.json`)));
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats(ajv);
  // Ours are plain ASCII: the narrower formats will do.
  ajv.addFormat("iri-reference", ajv.formats["uri-reference"]);
  ajv.addFormat("idn-email", ajv.formats.email);
  for (const name of ["spdx", "jsf-0.82", "cryptography-defs"]) {
    ajv.addSchema(schema(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
  }
  const isValid = ajv.compile(schema("bom-1.6"));
  const list = json("sbom.cdx.json");
  assert.ok(isValid(list), JSON.stringify(isValid.errors, null, 2));
  // It finds what is wrong: a key that it does not know, and a licence that there is not.
  assert.ok(!isValid({ ...list, components: [{ ...list.components[0], licence: "MIT" }] }));
  assert.ok(!isValid({ ...list, components: [{ ...list.components[0], licenses: [{ license: { id: "MYT" } }] }] }));
});

test("nothing tells where it was made", () => {
  for (const name of files) {
    for (const place of [homedir(), dirname(xtask)]) assert.ok(!read(name).includes(place), `${name} names ${place}`);
  }
});
