// Files for the browser tests, and a server that takes them in pieces.

/** Gives a file input files, `[name, type, size]` each, as if the officer had chosen them. */
export function choose(input, files) {
  const chosen = new DataTransfer();
  for (const [name, type, size] of files) {
    const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 31 + name.length) % 251);
    chosen.items.add(new File([bytes], name, { type }));
  }
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

/** Gives it a photograph of this size. */
export async function chooseBytes(input, name, width, height) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  const noise = context.createImageData(width, height);
  for (let i = 0, n = 1; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : (n = (n * 16807) % 2147483647) >> 8;
  context.putImageData(noise, 0, 0);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  const chosen = new DataTransfer();
  chosen.items.add(new File([blob], name, { type: "image/png" }));
  input.files = chosen.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return blob.size;
}

/**
 * A server in place of the network. It takes files as the contract says and a report with 201; the line breaks once,
 * after the piece that begins at `breaksAt`, and goes on breaking until `mend()`.
 */
export function takeFiles(breaksAt) {
  const [real, files, log] = [window.fetch, new Map(), []];
  const server = { log, body: "", isBroken: false, mend: () => ([server.isBroken, breaksAt] = [false, -1]), restore: () => (window.fetch = real) };
  const stands = (status, file, more) =>
    new Response(null, {
      status,
      headers: { "Upload-Offset": file.bytes, "Upload-Complete": file.bytes === file.length ? "?1" : "?0", ...more },
    });
  window.fetch = async (address, init) => {
    const request = new Request(address, init);
    const { pathname } = new URL(request.url);
    const header = (name) => request.headers.get(name);
    // Nothing is to follow them: it would stand in the log.
    if (request.redirect !== "manual") log.push("follows redirects");
    if (server.isBroken) throw new TypeError("no network");
    if (pathname === "/api/reports") {
      log.push("report");
      server.body = await request.text();
      return new Response('{"number":"BN-1"}', { status: 201 });
    }
    if (request.method === "POST") {
      const digest = header("Repr-Digest");
      if (!files.has(digest)) files.set(digest, { bytes: 0, length: Number(header("Upload-Length")), place: `/api/files/${files.size + 1}` });
      const file = files.get(digest);
      log.push(`begin ${file.bytes}/${file.length} ${header("Content-Type")} ${header("Authorization") ?? ""}`.trim());
      return stands(201, file, { Location: file.place });
    }
    const file = [...files.values()].find(({ place }) => place === pathname);
    const [offset, piece] = [Number(header("Upload-Offset")), (await request.arrayBuffer()).byteLength];
    if (offset !== file.bytes) return stands(409, file);
    file.bytes += piece;
    log.push(`piece ${offset}+${piece} ${header("Upload-Complete")}`);
    if (offset === breaksAt) {
      server.isBroken = true;
      throw new TypeError("the line breaks");
    }
    return stands(204, file);
  };
  return server;
}

/** A device that has no room for files until it is called off. */
export function refuseFiles() {
  const real = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...given) {
    if (this.name === "files") throw new DOMException("no room", "QuotaExceededError");
    return real.apply(this, given);
  };
  return () => (IDBObjectStore.prototype.put = real);
}
