// Files of cells for the browser tests, and a module in place of the one that reads workbooks.

/** Gives a file input a file of these bytes, as if the officer had chosen it. */
export function chooseCells(input, name, bytes) {
  const chosen = new DataTransfer();
  chosen.items.add(new File([bytes], name));
  input.files = chosen.files;
  input.dispatchEvent(new Event("change"));
}

/**
 * A module with the four exports of the real one, and how often it was loaded. Of a file it gives what stands behind its
 * first two letters, "PK"; a file that begins with "!" makes it fall, and others it refuses.
 */
export function standIn() {
  const memory = new WebAssembly.Memory({ initial: 2 });
  let [given, gives] = [0, 0];
  const exports = {
    memory,
    room: (bytes) => ((given = bytes), 0),
    serve() {
      const text = new TextDecoder().decode(new Uint8Array(memory.buffer, 0, given));
      if (text.startsWith("!")) throw new WebAssembly.RuntimeError("unreachable");
      // What the form says of its version is fine.
      const isRead = text.startsWith("PK") || text.startsWith("{\"version\":");
      const answer = new TextEncoder().encode(isRead ? text.slice(2) : "not a workbook");
      new Uint8Array(memory.buffer, 65_536, answer.length).set(answer);
      gives = answer.length;
      return isRead;
    },
    answer: () => 65_536,
    answer_length: () => gives,
  };
  const standIn = { loads: 0, load: async () => ((standIn.loads += 1), [exports, ""]) };
  return standIn;
}
