/** The files under the names that never change. */
const NEWEST = {
  glue: "baocao.js", wasm: "baocao_bg.wasm", restGlue: "baocao_rest.js", rest: "baocao_rest.wasm", english: "bao-cao.en.txt",
  paper: "baocao_paper.wasm", print: "bao-cao-print.html",
};

/**
 * What loads the form: the glue and the WebAssembly module at the same time.
 * @param {string} entry the entry's address. Its files are beside it; where one is elsewhere, the fragment says so:
 *   `bao-cao.js#wasm=/files/7&rest=/files/8`. Any of `NEWEST` can be named, also the print page.
 * @param {Record<string, string>} [files] the files' names
 * @param {Record<string, string>} [sums] the hashes that they must have, of an entry whose files never change
 * @param {object} [glue] the glue, where it is a part of the entry
 */
export function loadFrom(entry, files = NEWEST, sums, glue) {
  const moved = new URLSearchParams(new URL(entry).hash.slice(1));
  const at = (file) => new URL(moved.get(file) ?? files[file], entry).href;
  /** What comes later, and is told with its address if it does not come. */
  const late = (file, take) => async () => {
    try {
      // A line that has come to a stop is told as one, so that the officer can try again.
      const signal = AbortSignal.timeout?.(60_000);
      // Under a name that never changes the browser may have kept another version: it asks anew.
      const answer = await fetch(at(file), { signal, ...(sums ? { integrity: sums[file] } : { cache: "no-cache" }) });
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      return await take(answer);
    } catch (error) {
      throw new Error(`${at(file)}: ${error.message}`);
    }
  };
  return async () => {
    const wasm = fetch(at("wasm"), { integrity: sums?.wasm });
    // Its failure is told once the glue is there.
    wasm.catch(() => {});
    const form = glue ?? (await import(at("glue")));
    // Glue and module of two builds do not fit: it fails here.
    const first = await instantiate(await wasm, form.glue);
    form.__wbg_set_wasm(first);
    first.__wbindgen_start();
    const loadEnglish = late("english", (answer) => answer.text());
    // What is imported comes from the browser's cache, where it was put just now.
    const importRest = glue ? async () => glue : late("restGlue", () => import(at("restGlue")));
    const linkRest = late("rest", async (answer) => link(answer, first, await importRest()));
    let loading;
    // Once for all elements of the page; again only after a failure.
    const loadRest = () =>
      (loading ??= linkRest().catch((error) => {
        loading = undefined;
        throw error;
      }));
    // It imports nothing, so that its own hash vouches for all of it.
    const loadPapers = late("paper", async (answer) => [await instantiate(answer), at("print")]);
    return (host, mount, setup) => form.create(host, mount, setup, loadEnglish, loadRest, loadPapers);
  };
}

/** Links the rest of the program to the running module: it takes functions from the slots of that one's table. */
function link(answer, first, { restGlue, __wbg_set_wasm: setModule }) {
  setModule(first);
  const slots = new Proxy({}, { get: (_, slot) => first.t.get(Number(slot)) });
  return instantiate(answer, { e: first, s: slots, ...restGlue });
}

/** What the module in an answer exports. */
async function instantiate(answer, imports) {
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  // A server may not know the type; browsers insist on it.
  const { instance } =
    answer.headers.get("content-type") === "application/wasm"
      ? await WebAssembly.instantiateStreaming(answer, imports)
      : await WebAssembly.instantiate(await answer.arrayBuffer(), imports);
  return instance.exports;
}
