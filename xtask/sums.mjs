// node sums.mjs FILE… — the SHA-384 of each file, in their order, as the attribute `integrity` takes it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

for (const file of process.argv.slice(2)) {
  console.log(`sha384-${createHash("sha384").update(readFileSync(file)).digest("base64")}`);
}
