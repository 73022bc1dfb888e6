// node zip.mjs FOLDER ZIP PREFIX — all files of the folder as a zip, below PREFIX; the same files give the same bytes.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

const [folder, zip, prefix] = process.argv.slice(2);
// The first day that the format knows. It keeps local time, so this one is the same in every zone.
const mtime = new Date(1980, 0, 1);
const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const names = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1)).sort();
const packed = /\.(br|gz)$/;
const content = names.map((name) => {
  const level = packed.test(name) ? 0 : 9;
  return [`${prefix}/${name.replaceAll("\\", "/")}`, [readFileSync(join(folder, name)), { level, mtime }]];
});
writeFileSync(zip, zipSync(Object.fromEntries(content)));
