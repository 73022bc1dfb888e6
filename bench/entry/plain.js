// The same questions in one plain HTML form, as one would write it by hand, and the way through it by keys.
Object.assign(entry, {
  stateNames: ["Chưa triển khai", "Đang thực hiện", "Hoàn thành", "Hoàn thành chậm", "Không thực hiện"],

  /** Puts the form on the page. Some questions are asked that no way answers, as in the element. */
  async openPlain(url) {
    entry.plan = await entry.planOf(url);
    const make = (name, text = "", set = {}) => Object.assign(document.createElement(name), { textContent: text }, set);
    const field = (id, label, kind, required = false) => {
      const control = make(kind, "", { id, required });
      if (kind === "select") control.append(...["Chọn…", ...entry.stateNames].map((one, nth) => make("option", one, nth ? {} : { value: "" })));
      const block = make("div");
      block.append(make("label", label, { htmlFor: id }), control);
      return block;
    };
    const form = make("form");
    for (const { id, title } of entry.plan.tasks) {
      const set = make("fieldset");
      set.append(make("legend", title), field(`${id} status`, "Tình trạng", "select", true));
      set.append(field(`${id} result`, "Kết quả thực hiện trong kỳ", "textarea"), field(`${id} evidence`, "Minh chứng", "input"));
      for (const [of, { asks }] of entry.ofTask(id)) {
        set.append(...asks.map(([label, key]) => field(`${of} ${key}`, `${entry.indicator(of)}: ${label}`, "input")));
      }
      form.append(set);
    }
    for (const [label, key] of entry.sections) form.append(field(`whole ${key}`, label, "textarea", true));
    form.append(field("whole commendations", "Mô hình, tập thể, cá nhân tiêu biểu", "textarea"));
    for (const [label, key] of entry.reporter) form.append(field(`reporter ${key}`, label, "input", true));
    form.append(field("reporter phone", "Điện thoại", "input"), field("reporter email", "Thư điện tử", "input"), make("button", "Gửi báo cáo"));
    document.body.append(make("h1", entry.plan.title), form);
    return true;
  },

  answersOfPlain() {
    const value = (part, key) => document.getElementById(`${part} ${key}`).value || undefined;
    const some = (part, keys) => Object.fromEntries(keys.map((key) => [key, value(part, key)]));
    const state = (id) => Object.keys(entry.states).find((key) => entry.states[key] === value(id, "status"));
    return {
      tasks: Object.fromEntries(Object.keys(entry.tasks).map((id) => [id, { status: state(id), result: value(id, "result") }])),
      figures: Object.fromEntries(Object.entries(entry.figures).map(([id, { asks }]) => [id, some(id, asks.map(([, key]) => key))])),
      sections: some("whole", entry.sections.map(([, key]) => key)),
      reporter: some("reporter", entry.reporter.map(([, key]) => key)),
    };
  },
});

/** All fields in turn, by keys, to the button that sends. */
entry.ways.plain = async function* () {
  const at = (part, key) => () => document.getElementById(`${part} ${key}`);
  const write = async function* (find, text) {
    yield* entry.tabTo(find);
    yield* entry.type(text);
  };
  for (const { id } of entry.plan.tasks) {
    yield* entry.tabTo(at(id, "status"));
    yield* entry.choose(entry.states[entry.tasks[id].status]);
    yield* write(at(id, "result"), entry.tasks[id].result);
    for (const [of, { asks }] of entry.ofTask(id)) for (const [, key, text] of asks) yield* write(at(of, key), text);
  }
  for (const [, key, text] of entry.sections) yield* write(at("whole", key), text);
  for (const [, key, text] of entry.reporter) yield* write(at("reporter", key), text);
  yield* entry.tabTo(() => entry.one("form > button"));
  if (!document.querySelector("form").checkValidity()) throw new Error("the form is not valid");
};
