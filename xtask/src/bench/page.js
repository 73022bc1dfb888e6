// Stands in every page before its own scripts, ours and all others alike.
const bench = {
  /** Two frames later: whatever a key changed is on the screen. */
  frames: () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),

  /** The field that is typed into: the first text of several lines, "Kết quả thực hiện trong kỳ". */
  field: () => (bench.root() ?? document).querySelector("textarea"),

  root: () => document.querySelector("bao-cao")?.shadowRoot,

  /** What an officer clicks until fields are there; the other forms show all of them. */
  steps: () => {
    const one = (selector) => () => bench.root()?.querySelector(selector);
    const begin = one(".overview .acts button:enabled");
    const inGrid = () => bench.cell("Kết quả") && { click: () => bench.goTo("Kết quả") };
    return { ours: [begin, one("button.task")], grid: [begin, bench.toGrid, inGrid] }[bench.form()] ?? [];
  },

  /** The way to the table of all tasks; it comes after the first view. */
  toGrid: () => bench.all("button.link").find((one) => one.textContent === "Điền mọi nhiệm vụ trong một bảng"),

  /** The first task's cell below a heading in the table of all tasks, and what a pointer on it does. */
  cell(heading) {
    const table = bench.root()?.querySelector(".grid .sheet table");
    const column = [...(table?.querySelectorAll("thead th") ?? [])].findIndex((one) => one.textContent.startsWith(heading));
    return table?.querySelector(`td[data-at="0 ${column - 1}"]`);
  },
  goTo: (heading) => bench.cell(heading).dispatchEvent(new MouseEvent("mousedown", { bubbles: true, composed: true, cancelable: true })),

  /**
   * Whether the page's own code has seen a letter: there is a verdict (plain), or a word on where the answers are (ours).
   * The fields of the others, and the cell that is typed into, are made by their code, so that it is there when they are.
   */
  answer: () => bench.root()?.querySelector(".saved").textContent ?? bench.field().getAttribute("aria-invalid"),
  isSeen: (before) => !["plain", "auto", "ours"].includes(bench.form()) || bench.answer() !== before,

  /** Which form this is. */
  form: () => location.pathname.slice(1).split("-")[0].replace("hinted", "ours"),

  /** Resolves to the milliseconds from the start of loading to the frame that shows the first letter typed. */
  async opened() {
    await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
    if (!document.querySelector("form, bao-cao, #root")) return undefined;
    for (const find of bench.steps()) (await bench.until(find)).click();
    await bench.until(bench.field);
    const before = bench.answer();
    const typed = () => {
      const field = bench.field();
      if (field.value.endsWith("a")) return bench.isSeen(before);
      // As if typed: through the browser's editing, with all its events. Some forms lose what comes too early.
      field.focus();
      document.execCommand("insertText", false, "a");
      return false;
    };
    do {
      await bench.until(typed);
      await bench.frames();
    } while (!bench.field().value.endsWith("a"));
    return performance.now();
  },

  /** What a function gives as soon as it gives something, looked for once a frame: nobody acts on what is not shown. */
  until: (find) =>
    new Promise((resolve, reject) => {
      const start = performance.now();
      const look = () => {
        const found = find();
        if (found) resolve(found);
        else if (performance.now() - start > bench.patience) reject(new Error(`waited too long: ${find}`));
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    }),

  /** Puts the caret behind what is in the field; the cell that is worked in gets it once it is drawn. */
  focus() {
    if (bench.form() === "grid") return bench.goTo("Kết quả");
    const field = bench.field();
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  },

  /** The benches' own module, running. */
  async module() {
    const glue = await import("/bench/bench.js");
    const { instance } = await WebAssembly.instantiateStreaming(fetch("/bench/bench_bg.wasm"), glue.glue);
    glue.__wbg_set_wasm(instance.exports);
    instance.exports.__wbindgen_start();
    return glue;
  },

  /** Answers every question of a plan's report, and keeps it where the element looks for drafts. */
  async keep(plan, unit) {
    const { filled } = await bench.module();
    await filled(await (await fetch(plan)).text(), unit).keep();
  },

  /** Milliseconds for the first call, which compiles, and the median of further ones. */
  time(act, further) {
    const once = () => {
      const start = performance.now();
      act();
      return performance.now() - start;
    };
    const first = once();
    const rest = Array.from({ length: further }, once).sort((a, b) => a - b);
    return { first, again: rest[further >> 1] };
  },

  /** Times reading a big plan, and checking the full report of another. */
  async core(big, plan, unit) {
    const text = (path) => fetch(path).then((answer) => answer.text());
    const [{ filled, read }, bigText, planText] = await Promise.all([bench.module(), text(big), text(plan)]);
    const reading = bench.time(() => read(bigText), 9);
    const report = filled(planText, unit);
    let findings = 0;
    const checking = bench.time(() => (findings = report.check()), 29);
    return { reading, checking, answers: report.answers, findings };
  },
};
bench.interactive = bench.opened();

// The memory of the element's module, which nobody else shows.
const instantiate = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (...given) => {
  const made = await instantiate(...given);
  bench.memory ??= made.instance.exports.memory;
  return made;
};
