// The ways to fill in one report, each from the overview to the page that says that it can be sent.
Object.assign(entry, {
  /** Puts the element on the page, on the day of a period. */
  async open(url, period) {
    entry.plan = await entry.planOf(url);
    const element = document.createElement("bao-cao");
    for (const [name, value] of Object.entries({ "as-of": entry.periods[period].on, "preview-send": "", lang: "vi" })) {
      element.setAttribute(name, value);
    }
    Object.assign(element, { plan: entry.plan, unit: entry.unit });
    element.transport = async () => new Response(JSON.stringify({ number: "1" }), { status: 201, headers: { "Content-Type": "application/json" } });
    entry.period = entry.periods[period].wording;
    document.body.append(element);
    await entry.until(entry.begins);
    // What comes after the first view is there, too.
    await entry.frame();
    return true;
  },

  /** The button that opens the report of the period. */
  begins: () =>
    entry.one(".acts button:enabled", entry.all(".due").find((one) => entry.said(one).includes(entry.period))),
  /** The list of tasks, with all that belongs to it. */
  lists: () => entry.one("button.task") && entry.button("Điền mọi nhiệm vụ trong một bảng"),
  title: (id) => entry.plan.tasks.find((task) => task.id === id).title,
  /** What the open panel is about. */
  task: () => Object.keys(entry.tasks).find((id) => entry.place().includes(entry.title(id))),
  indicator: (id) => entry.plan.indicators.find((one) => one.id === id).title,
  /** What is to be written about an indicator of a task, if there is one. */
  ofTask: (id) => Object.entries(entry.figures).filter(([, { task }]) => task === id),
  question(label, group) {
    const inside = group && entry.all("fieldset.indicator").find((one) => entry.said(one.querySelector("legend")) === group);
    const asked = entry.all("[data-field]", inside).find((one) => entry.said(one.querySelector("label, legend")).startsWith(label));
    return asked && entry.one("input, select, textarea", asked);
  },
  isOther: (before) => () => entry.place() !== before && entry.focused()?.matches(".panel h2"),
  isReady: () => entry.one(".check-page") && !entry.all(".sum:not(.warn) li").length && entry.button("Gửi báo cáo"),

  /** On to the next part in which something is missing. */
  async *nextMissing() {
    entry.count.thoughts += 1;
    yield* entry.press("PageDown", { held: "Alt", shows: entry.isOther(entry.place()) });
  },

  /** What concerns the whole report, and who made it, by keys. */
  async *rest() {
    for (const questions of [entry.sections, entry.reporter]) {
      if (!entry.question(questions[0][0])) yield* entry.nextMissing();
      for (const [label, , text] of questions) {
        yield* entry.tabTo(() => entry.question(label));
        yield* entry.type(text);
      }
    }
    yield* entry.enter(() => entry.one("[part~=check]"), entry.isReady);
  },

  showsTable: () => entry.one(".grid .sheet") && entry.focused()?.id === "grid",

  /** What is missing, as the page lists it that checks: the first of it. */
  missing: () => entry.one(".check-page .sum:not(.warn) li :is(a, button)"),
  asksWhole: () => entry.question(entry.sections[0][0]) && entry.focused() === entry.question(entry.sections[0][0]),

  ways: {
    /** One task at a time, by keys. */
    async *one() {
      yield* entry.enter(entry.begins, entry.lists);
      yield* entry.enter(() => entry.one("button.task"), entry.isOther(""));
      for (let id; (id = entry.task()); ) {
        yield* entry.tabTo(() => entry.question("Tình trạng"));
        yield* entry.choose(entry.states[entry.tasks[id].status]);
        yield* entry.tabTo(() => entry.question("Kết quả thực hiện"));
        yield* entry.type(entry.tasks[id].result);
        for (const [of, { asks }] of entry.ofTask(id)) {
          for (const [label, , text] of asks) {
            yield* entry.tabTo(() => entry.question(label, entry.indicator(of)));
            yield* entry.type(text);
          }
        }
        yield* entry.nextMissing();
      }
      yield* entry.rest();
    },

    /** All tasks in one table, by keys, column by column. */
    async *grid() {
      yield* entry.enter(entry.begins, entry.lists);
      yield* entry.enter(() => entry.button("Điền mọi nhiệm vụ trong một bảng"), entry.showsTable);
      yield* entry.column("tasks", "Tình trạng");
      yield* entry.column("tasks", "Kết quả thực hiện");
      for (const label of ["Số đạt", "Tổng số", "Kết quả"]) yield* entry.column("indicators", label);
      yield* entry.press("Escape");
      yield* entry.enter(() => entry.one("[part~=check]"), entry.missing);
      yield* entry.enter(entry.missing, entry.asksWhole);
      yield* entry.rest();
    },

    /** What a spreadsheet has is pasted into the table; the clicks that copy it there are counted, though not made. */
    async *paste() {
      yield* entry.click(entry.begins, entry.lists);
      yield* entry.click(() => entry.button("Điền mọi nhiệm vụ trong một bảng"), entry.showsTable);
      for (const [sheet, first] of [["tasks", "Tình trạng"], ["indicators", "Số đạt"]]) yield* entry.pasteInto(sheet, first);
      yield* entry.click(() => entry.one("[part~=check]"), entry.missing);
      yield* entry.click(entry.missing, entry.asksWhole);
      yield* entry.rest();
    },

    /** The last report is taken over; what changed is written, each part is looked at and confirmed. */
    async *carry() {
      yield* entry.carried(true);
    },

    /** The same, but what did not change is not opened: sending confirms it. */
    async *changes() {
      yield* entry.carried(false);
    },
  },

  async *carried(confirms) {
    yield* entry.click(entry.begins, () => entry.lists() && entry.button("Lấy số liệu kỳ trước"));
    yield* entry.click(() => entry.button("Lấy số liệu kỳ trước"), () => !entry.button("Lấy số liệu kỳ trước"));
    const rows = entry.all("button.task").length;
    for (let row = 0; row < rows; row += 1) {
      const at = entry.all("button.task")[row];
      const id = Object.keys(entry.tasks).find((one) => entry.said(at).includes(entry.title(one)));
      const isChanged = id ? entry.tasks[id].was : entry.said(at).includes("Đánh giá chung");
      if (!isChanged && !confirms) continue;
      if (row === rows - 1) continue;
      // The next one is a button below this one; who leaves some out takes the list.
      const way = confirms && row > 0 ? () => entry.button("Xong, sang mục tiếp theo") : () => entry.all("button.task")[row];
      yield* entry.click(way, entry.isOther(entry.place()));
      if (id && isChanged) yield* entry.mend(id);
      if (!id) yield* entry.over(() => entry.question(entry.sections[0][0]), entry.sections[0][2]);
      if (confirms) {
        const confirm = () => entry.button("Xác nhận mọi câu lấy từ kỳ trước");
        if (confirm()) yield* entry.click(confirm, () => !confirm());
      }
    }
    yield* entry.click(() => entry.one("[part~=check]"), entry.isReady);
  },

  /** What changed about a task. */
  async *mend(id) {
    const { status, result } = entry.tasks[id];
    const state = () => entry.question("Tình trạng");
    yield* entry.click(() => entry.question("Kết quả thực hiện"), undefined, 0);
    yield* entry.over(undefined, result);
    yield* entry.tabTo(state, true);
    yield* entry.choose(entry.states[status]);
    for (const [of, { asks }] of entry.ofTask(id)) {
      for (const [label, , now, was] of asks) {
        if (now !== was) yield* entry.over(() => entry.question(label, entry.indicator(of)), now);
      }
    }
  },

  /** Writes over what a field has. */
  async *over(find, text) {
    if (find) yield* entry.click(find, undefined, 0);
    yield* entry.press("a", { held: "Control", commands: ["selectAll"] });
    yield* entry.type(text);
  },

  /** The cell of a sheet that is worked in, and the sheet's table. */
  cell: (sheet) => entry.one(`#grid-${sheet}-cell`),
  sheet: (sheet) => entry.cell(sheet).closest("table"),
  columnOf: (sheet, label) =>
    entry.all("thead th", entry.sheet(sheet)).slice(1).findIndex((one) => entry.said(one).startsWith(label)),
  place_of: (cell) => cell.closest("td").dataset.at.split(" ").map(Number),

  /** What each row of a sheet is to say in a column. */
  rowsOf(sheet, label) {
    const titles = entry.all("tbody th[scope=row]", entry.sheet(sheet)).map(entry.said);
    return titles.map((title) => {
      if (sheet === "indicators") {
        const id = Object.keys(entry.figures).find((one) => title.includes(entry.indicator(one)));
        return entry.figures[id].asks.find(([asked]) => asked === label)?.[2] ?? "";
      }
      const id = Object.keys(entry.tasks).find((one) => title.includes(entry.title(one)));
      if (label === "Tình trạng") return entry.states[entry.tasks[id].status];
      return label.startsWith("Kết quả") ? entry.tasks[id].result : "";
    });
  },

  /** Goes to a cell by arrows. */
  async *goTo(sheet, row, column) {
    for (;;) {
      const [r, c] = entry.place_of(entry.cell(sheet));
      if (r === row && c === column) return;
      if (row === 0 && r > 1) yield* entry.press("Home", { held: "Control" });
      else yield* entry.press(r !== row ? (r < row ? "ArrowDown" : "ArrowUp") : c < column ? "ArrowRight" : "ArrowLeft");
    }
  },

  /** Fills a column by keys: an answer, down, the next. */
  async *column(sheet, label) {
    if (entry.focused() !== entry.cell(sheet)) {
      // Tab goes on within a sheet; Esc leads out of it.
      if (entry.focused()?.hasAttribute("data-editor")) yield* entry.press("Escape");
      yield* entry.tabTo(() => entry.cell(sheet));
    }
    const column = entry.columnOf(sheet, label);
    for (const [row, text] of entry.rowsOf(sheet, label).entries()) {
      if (!text) continue;
      yield* entry.goTo(sheet, row, column);
      if (entry.focused().localName === "select") {
        yield* entry.pick(text);
      } else {
        yield* entry.type(text);
        yield* entry.press("Enter");
      }
    }
  },

  /** Chooses in a cell, where arrows go on to other cells: by the first letter, or in the list that Alt and the arrow fold out,
   * where that letter is none that a keyboard has (đ). */
  async *pick(text) {
    entry.count.thoughts += 1;
    const select = entry.focused();
    if (/^[a-z]/i.test(text)) {
      yield* entry.press(text[0].toLowerCase());
    } else {
      yield* entry.press("ArrowDown", { held: "Alt" });
      const steps = [...select.options].findIndex((one) => entry.said(one) === text) - select.selectedIndex;
      for (let step = 0; step < steps; step += 1) yield* entry.blindly("ArrowDown");
      yield* entry.blindly("Enter");
    }
    await entry.until(() => entry.said(entry.focused().selectedOptions?.[0]) === text);
  },

  /** Copies a block from a spreadsheet, and pastes it. */
  async *pasteInto(sheet, first) {
    const heads = entry.all("thead th", entry.sheet(sheet)).slice(1).map((one) => entry.said(one).replace(/ \*$/, ""));
    const columns = heads.map((head) => entry.rowsOf(sheet, entry.known(head)));
    const from = entry.columnOf(sheet, first);
    const last = columns.findLastIndex((column) => column.some(Boolean));
    const block = columns[0].map((_, row) => columns.slice(from, last + 1).map((column) => column[row]).join("\t")).join("\n");
    // Into the other window, from the first cell to the last (Shift and a click), Control and C, back.
    Object.assign(entry.count, { clicks: entry.count.clicks + 4, keys: entry.count.keys + 3, thoughts: entry.count.thoughts + 1, hands: entry.count.hands + 2 });
    yield [["Runtime.evaluate", { expression: `entry.copy(${JSON.stringify(block)})`, userGesture: true }]];
    // Into the first cell: by Tab from the heading above, where the focus is; a click would fold the list of states out.
    if (entry.cell(sheet).localName === "select") {
      yield* entry.tabTo(() => entry.cell(sheet));
    } else {
      yield* entry.click(() => entry.one(`td[data-at="0 ${from}"]`, entry.sheet(sheet)), () => entry.focused() === entry.cell(sheet), 0);
    }
    entry.count.thoughts += 1;
    yield* entry.press("v", { held: "Control", commands: ["paste"], shows: () => entry.said(entry.focused()) === "Dán" });
    entry.count.thoughts += 1;
    yield* entry.press("Enter", { shows: () => !entry.button("Dán") });
  },

  known: (head) => ["Tình trạng", "Kết quả thực hiện", "Số đạt", "Tổng số", "Kết quả"].find((one) => head.startsWith(one)) ?? "",

  /** Puts a text where copying does; the focus is where it was, as in a window that one comes back to. */
  copy(text) {
    const before = entry.focused();
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    before?.focus();
  },

  /** What the report says, as far as it was asked for. */
  answers() {
    const { entries, indicators, sections, reporter } = document.querySelector("bao-cao").report;
    const some = (all, keys) => Object.fromEntries(keys.map((key) => [key, all?.[key]]));
    const figures = (id) => indicators.find((one) => one.indicator === id || one.id === id)?.values;
    return {
      tasks: Object.fromEntries(Object.keys(entry.tasks).map((id) => [id, some(entries.find(({ task }) => task === id)?.values, ["status", "result"])])),
      figures: Object.fromEntries(Object.entries(entry.figures).map(([id, { asks }]) => [id, some(figures(id), asks.map(([, key]) => key))])),
      sections: some(sections, entry.sections.map(([, key]) => key)),
      reporter: some(reporter, entry.reporter.map(([, key]) => key)),
    };
  },
});
