// How many bytes each of the files has as brotli -11, in their order.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
for (const file of process.argv.slice(2)) {
  const content = readFileSync(file);
  params[constants.BROTLI_PARAM_SIZE_HINT] = content.length;
  console.log(brotliCompressSync(content, { params }).length);
}
