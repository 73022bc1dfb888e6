// The second half of page.js: what a form shows, and what it finds wrong.
const lookLike = (errors, send) => ({ errors, send });
const byHand = lookLike("p:not(:empty)", "form > button");

Object.assign(bench, {
  /** Where each form shows its errors, one element an error, and what sends it. */
  ways: {
    plain: byHand,
    auto: byHand,
    hook: byHand,
    jsonforms: lookLike(".validation_error:not(:empty)", "#send"),
    rjsf: lookLike(".error-detail li", "button[type=submit]"),
    survey: lookLike(".sd-error__item", ".sd-navigation__complete-btn"),
    ours: lookLike(".sum:not(.warn) li", "[part~=check]"),
    grid: lookLike(".sum:not(.warn) li", "[part~=check]"),
  },
  way: () => bench.ways[bench.form()],

  all: (selector, within = bench.root() ?? document) => [...within.querySelectorAll(selector)],

  /** How many errors are shown. */
  errors: () => bench.all(bench.way().errors).length,

  /** How many elements there are. */
  elements: () => bench.all("*", document).length + (bench.root() ? bench.all("*").length : 0),

  /** The fields of all tasks, or of the one that is open. */
  fields: () => bench.all(`${bench.root() ? ".panel " : ""}:is(input:not([type=hidden], [type=submit], [type=button]), select, textarea)`),

  /** Sends, and resolves to the milliseconds until the first frame with errors is painted. */
  async send() {
    const button = await bench.until(() => bench.all(bench.way().send)[0]);
    const start = performance.now();
    button.click();
    await bench.until(bench.errors);
    await new Promise((resolve) => bench.afterFrame(resolve));
    return performance.now() - start;
  },

  /** How many errors there are once no more appear. */
  async found() {
    for (let [before, calm] = [0, 0]; calm < 20; before = bench.errors()) {
      await bench.frames();
      calm = bench.errors() === before && before > 0 ? calm + 1 : 0;
    }
    return bench.errors();
  },

  /**
   * Waits until what was typed has reached the draft where that waits for a pause (0.4 s) itself; for how many pairs of
   * frames.
   */
  async calm() {
    let pairs = 0;
    for (const start = performance.now(); bench.form() === "grid" && performance.now() - start < 700; pairs += 1) {
      await bench.frames();
    }
    return pairs;
  },

  /** Back from the list of what is wrong, where that is a page of its own, to the field that is typed into. */
  async back() {
    if (bench.form() === "ours") {
      (await bench.until(() => bench.all(".check-page .link")[0])).click();
      (await bench.until(bench.steps()[1])).click();
    }
    if (bench.form() === "grid") {
      (await bench.until(() => bench.all(".check-page .link")[0])).click();
      await bench.until(() => bench.toGrid() || bench.cell("Kết quả"));
      bench.toGrid()?.click();
      (await bench.until(bench.steps()[2])).click();
    }
    await bench.until(bench.field);
    bench.focus();
    await bench.frames();
  },

  /** Waits until all tasks of a list stand in it: the last come once one can type. */
  async whole(tasks) {
    await bench.until(() => bench.form() !== "ours" || bench.all("button.task").length >= tasks);
  },

  /** Goes through all tasks: how many titles of this work are nowhere, and how many fields there are. */
  async shown(path) {
    const { chapters } = await (await fetch(path)).json();
    // Numbers may stand apart from what they number.
    const titles = chapters.flatMap(({ tasks }) => tasks.map(({ title }) => title.slice(title.indexOf(" ") + 1)));
    let [text, fields] = ["", 0];
    const look = () => {
      text += (bench.all(".panel")[0] ?? document.body).textContent;
      fields += bench.fields().length;
    };
    const open = async (row) => {
      row.click();
      await bench.frames();
      look();
    };
    if (bench.form() === "ours") {
      for (const row of bench.all("button.task")) await open(row);
    } else if (bench.form() === "grid") {
      // Of a long table those rows are there that are in view, or near it.
      const [sheet, cells] = [bench.all(".grid .sheet")[0], new Set()];
      for (let top = 0; top < sheet.scrollHeight; top += sheet.clientHeight) {
        sheet.scrollTop = top;
        await bench.frames();
        await bench.frames();
        text += sheet.textContent;
        for (const cell of bench.all("td[data-at]:not([aria-readonly])", sheet)) cells.add(cell.dataset.at);
      }
      sheet.scrollTop = 0;
      // What concerns the whole report is asked in the other view.
      bench.all(".grid > .link")[0].click();
      const rows = await bench.until(() => bench.all("button.task").length >= titles.length && bench.all("button.task"));
      for (const row of rows.slice(-2)) await open(row);
      fields += cells.size;
      (await bench.until(bench.toGrid)).click();
      await bench.until(bench.steps()[2]);
    } else {
      // What is drawn only when it comes into view comes into view.
      const isLazy = bench.form() === "survey";
      for (let top = 0; isLazy && top < document.documentElement.scrollHeight; top += innerHeight) {
        scrollTo(0, top);
        await bench.frames();
      }
      scrollTo(0, 0);
      look();
    }
    return { missing: titles.filter((title) => !text.includes(title)).length, fields };
  },

  /** Answers four questions of the first task in a way that is wrong, and one, begun before, well. */
  async wrong() {
    if (bench.form() === "ours") (await bench.until(bench.steps()[1])).click();
    const heads = { 1: "Tiến độ", 2: "Kết quả", 5: "Ngày văn bản", 6: "Kinh phí", 7: "Điện thoại" };
    for (const [nth, text] of [[1, "abc"], [2, "-lô"], [5, "hôm qua"], [6, "nhiều"], [7, "12"]]) {
      if (bench.form() === "grid") bench.goTo(heads[nth]);
      else (await bench.until(() => bench.fields()[nth])).focus();
      await bench.frames();
      document.execCommand("insertText", false, text);
      await bench.frames();
    }
    (bench.root() ?? document).activeElement.blur();
    await bench.frames();
  },

  /** Calls back once the next frame is painted, as far as the main thread knows. */
  afterFrame: (then) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = then;
      port2.postMessage(0);
    }),

  /** For each key that was pressed, the milliseconds until the frame that shows it was painted. */
  keys: [],
});

addEventListener("keydown", ({ timeStamp }) => bench.afterFrame(() => bench.keys.push(performance.now() - timeStamp)), true);
