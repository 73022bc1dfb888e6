/**
 * What loads the form from beside the entry at an address: the glue and the WebAssembly module at the same time.
 * @param {string} base
 */
export function loadFrom(base) {
  const beside = (file) => new URL(file, base).href;
  return async () => {
    const wasm = fetch(beside("./baocao_bg.wasm"));
    // Its failure is the glue's to tell, once that is there.
    wasm.catch(() => {});
    const form = await import(beside("./baocao.js"));
    const first = await form.default({ module_or_path: wasm });
    const english = beside("./bao-cao.en.txt");
    let loading;
    // Once for all elements of the page; again only after a failure.
    const loadRest = () =>
      (loading ??= link(beside("./baocao_rest.wasm"), first).catch((error) => {
        loading = undefined;
        throw error;
      }));
    return (host, mount, setup) => form.create(host, mount, setup, english, loadRest);
  };
}

/** Links the rest of the program to the running module: it takes functions from the slots of that one's table. */
async function link(url, first) {
  const failed = (reason) => new Error(`${url}: ${reason}`);
  // A line that has come to a stop is told as one, so that the officer can try again.
  const signal = AbortSignal.timeout?.(60_000);
  // Asked about anew: what the browser kept may belong to another version.
  const answer = await fetch(url, { cache: "no-cache", signal }).catch((error) => Promise.reject(failed(error.message)));
  if (!answer.ok) throw failed(`HTTP ${answer.status}`);
  const slots = new Proxy({}, { get: (_, slot) => first.t.get(Number(slot)) });
  const imports = { e: first, s: slots };
  try {
    // A server may not know the type; browsers insist on it.
    if (answer.headers.get("content-type") === "application/wasm") {
      await WebAssembly.instantiateStreaming(answer, imports);
    } else {
      await WebAssembly.instantiate(await answer.arrayBuffer(), imports);
    }
  } catch (error) {
    throw failed(error.message);
  }
}
