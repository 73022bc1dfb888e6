// The hands that fill in a report: each act is handed to the driver as calls of the browser's developer tools, so that
// keys and clicks are real; what was done is counted, and how long the page took to show it.
Object.assign(entry, {
  codes: { Tab: 9, Enter: 13, Escape: 27, End: 35, Home: 36, PageDown: 34, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40 },
  held: { Alt: 1, Control: 2, Shift: 8 },

  root: () => document.querySelector("bao-cao")?.shadowRoot ?? document,
  all: (selector, inside = entry.root()) => [...inside.querySelectorAll(selector)],
  one: (selector, inside) => entry.all(selector, inside)[0],
  said: (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? "",
  button: (text) => entry.all("button:enabled").find((one) => entry.said(one).includes(text) && one.checkVisibility()),
  focused: () => entry.root().activeElement,

  /** Where one is: another page of the form, or another task. */
  place() {
    const { one, said } = entry;
    if (one(".check-page")) return "check";
    if (one(".grid")) return "grid";
    return one(".panel h2") ? said(one(".panel h2")) : one(".overview") ? "overview" : "list";
  },

  nothingDone: () => ({ letters: 0, telex: 0, keys: 0, clicks: 0, hands: 0, thoughts: 0, moves: 0, waits: 0 }),

  /** As many keys as a text takes in Telex: a mark or a tone is one more, and so is the stroke of đ. */
  telex: (text) => [...text.normalize("NFD")].length + [...text].filter((sign) => sign === "đ" || sign === "Đ").length,

  /** Notes when an act was seen by the page; from then on it is looked, once a frame, whether what it leads to is painted. */
  watch() {
    const seen = (event) => {
      const { timeStamp, isTrusted } = event;
      if (isTrusted) entry.felt = [event, event.composedPath()[0]];
      if (!isTrusted || !entry.awaited) return;
      const { shows, then } = entry.awaited;
      entry.awaited = undefined;
      const look = () =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => {
            if (shows()) then(performance.now() - timeStamp);
            else look();
          };
          port2.postMessage(0);
        });
      look();
    };
    addEventListener("keydown", seen, true);
    addEventListener("mousedown", seen, true);
  },

  /** Has the driver make these calls, and waits for what they lead to. */
  async *act(hand, calls, shows = () => true) {
    const { count } = entry;
    if (entry.hand && entry.hand !== hand) count.hands += 1;
    entry.hand = hand;
    const before = entry.place();
    const painted = new Promise((then) => (entry.awaited = { shows, then }));
    yield calls;
    const late = new Promise((then) => setTimeout(then, 20_000));
    const wait = await Promise.race([painted, late]);
    if (wait === undefined) {
      const begin = (element) => element?.outerHTML?.slice(0, 80);
      const [felt, on] = entry.felt ?? [];
      throw new Error(
        `waited too long at ${entry.place()}: ${shows}; did ${JSON.stringify(calls)}; ` +
          `felt last: ${felt?.type} on ${begin(on)}; the focus is on ${begin(entry.focused())}`,
      );
    }
    count.waits += wait;
    count.moves += entry.place() === before ? 0 : 1;
  },

  stroke(key, { held, text, commands } = {}) {
    const code = entry.codes[key] ?? (/^[a-z\d]$/i.test(key) ? key.toUpperCase().charCodeAt(0) : 0);
    const stroke = { key, windowsVirtualKeyCode: code, modifiers: entry.held[held] ?? 0 };
    if (key in entry.codes) stroke.code = key;
    const down = { ...stroke, type: text ? "keyDown" : "rawKeyDown", ...(text && { text }), ...(commands && { commands }) };
    return [down, { ...stroke, type: "keyUp" }].map((event) => ["Input.dispatchKeyEvent", event]);
  },

  /** One key, at times with another held down. */
  async *press(key, { held, shows, commands } = {}) {
    entry.count.keys += held ? 2 : 1;
    const text = key === "Enter" ? "\r" : key.length === 1 && !held ? key : undefined;
    yield* entry.act("keys", entry.stroke(key, { held, text, commands }), shows);
  },

  /** A key that the page does not see: a list that is folded out is the browser's. */
  async *blindly(key) {
    entry.count.keys += 1;
    yield entry.stroke(key, { text: key === "Enter" ? "\r" : undefined });
    await entry.frame();
  },

  /** A text, letter by letter; who fills in what is not timed puts in at once what comes after the first. */
  async *type(text) {
    entry.count.thoughts += 1;
    const signs = [...text.normalize("NFC")];
    const rest = entry.isQuick ? signs.splice(1).join("") : "";
    entry.count.letters += signs.length;
    entry.count.telex += entry.telex(signs.join(""));
    for (const sign of signs) yield* entry.act("keys", entry.stroke(sign, { text: sign }));
    if (rest) yield [["Input.insertText", { text: rest }]];
  },

  /** On, or back, to something by Tab. */
  async *tabTo(find, back = false) {
    for (let stops = 0; find() !== entry.focused() || !find(); stops += 1) {
      if (stops > 80) throw new Error(`Tab does not reach ${find}`);
      yield* entry.press("Tab", back ? { held: "Shift" } : {});
    }
  },

  /** To something by Tab, and Enter on it: a command. */
  async *enter(find, shows, back = false) {
    entry.count.thoughts += 1;
    yield* entry.tabTo(find, back);
    yield* entry.press("Enter", { shows });
  },

  /** A click with the pointer. Into a field it is no thought of its own: what is written there is. */
  async *click(find, shows, thoughts = 1) {
    const target = await entry.until(find);
    const { x, y } = await entry.middle(target);
    const mouse = (type, button) => ["Input.dispatchMouseEvent", { type, x, y, button, clickCount: button === "left" ? 1 : 0 }];
    entry.count.clicks += 1;
    entry.count.thoughts += thoughts;
    yield* entry.act("pointer", [mouse("mouseMoved", "none"), mouse("mousePressed", "left"), mouse("mouseReleased", "left")], shows);
  },

  /** Where the middle of something is once it is seen and no longer moves: what was done before may still make room for its
   * message or scroll the page, and the button beside "Đang lưu…" moves when that is done. */
  async middle(target) {
    for (let [before, calm] = ["", 0]; ; ) {
      target.scrollIntoView({ block: "center", behavior: "instant" });
      const { left, top, width, height } = target.getBoundingClientRect();
      const now = { x: left + width / 2, y: top + height / 2 };
      const isSaving = entry.said(entry.one(".saved")).startsWith("Đang lưu");
      calm = before === JSON.stringify(now) && !isSaving ? calm + 1 : 0;
      if (calm === 3) return now;
      before = JSON.stringify(now);
      await entry.frame();
    }
  },

  /** Chooses in a list that is not folded out: an arrow for each entry. */
  async *choose(text) {
    const select = entry.focused();
    const to = [...select.options].findIndex((one) => entry.said(one) === text);
    if (to < 0) throw new Error(`there is no ${text}`);
    entry.count.thoughts += 1;
    while (entry.focused().selectedIndex !== to) {
      yield* entry.press(entry.focused().selectedIndex < to ? "ArrowDown" : "ArrowUp");
    }
  },

  frame: () => new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then))),

  async until(find) {
    for (let frames = 0; frames < 1200; frames += 1) {
      const found = find();
      if (found) return found;
      await entry.frame();
    }
    throw new Error(`there is no ${find} at ${entry.place()}`);
  },

  /** Begins a way; after that `next` gives the driver what to do, until there is `done`. */
  begin(way, isQuick = false) {
    Object.assign(entry, { count: entry.nothingDone(), hand: undefined, isQuick, going: entry.ways[way](), way });
    entry.watch();
    return true;
  },

  async next() {
    const { done, value } = await entry.going.next();
    if (!done) return { calls: value };
    const answers = entry.way === "plain" ? entry.answersOfPlain() : entry.answers();
    return { done: true, count: entry.count, answers, expected: entry.expected() };
  },
});
