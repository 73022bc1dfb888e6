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
    await form.default({ module_or_path: wasm });
    const english = beside("./bao-cao.en.txt");
    return (host, mount, setup) => form.create(host, mount, setup, english);
  };
}
