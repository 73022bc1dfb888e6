// What is wrong with a view beyond what axe-core looks for. Each gives what it found, in words.
const forms = () => [...document.querySelectorAll("bao-cao")].filter((form) => form.shadowRoot);
const inside = (form) => [...form.shadowRoot.querySelectorAll("*")].filter((one) => one.checkVisibility());
const named = (one) => `${one.localName}.${one.className}`;

/** Whatever stands out of the window, with what holds it; or out of the form, which cuts it. */
const tooWide = () => {
  const width = document.documentElement.clientWidth;
  const found = forms().flatMap((form) => {
    const edge = form.getBoundingClientRect();
    const isOut = ({ left, right }) => right > edge.right + 1 || left < edge.left - 1;
    const out = inside(form).filter((one) => isOut(one.getBoundingClientRect()) && !isForReaders(one) && !isScrolled(one));
    return out.map((one) => `cut: ${named(one)}`);
  });
  if (document.scrollingElement.scrollWidth <= width) return found.slice(0, 20);
  found.push("the page is wider than its window");
  const look = (root) => {
    for (const one of root.querySelectorAll("*")) {
      if (one.getBoundingClientRect().right > width + 1) found.push(named(one));
      if (one.shadowRoot) look(one.shadowRoot);
    }
  };
  look(document);
  return found.slice(0, 20);
};

/** What stands in a box of its own that is scrolled, as wide tables do. */
const isScrolled = (one) => {
  for (let box = one.parentElement; box; box = box.parentElement) {
    if (["auto", "scroll"].includes(getComputedStyle(box).overflowX)) return true;
  }
  return false;
};

/** What is there for those who hear the page, in a pixel of its own. */
const isForReaders = (one) => one.getBoundingClientRect().width <= 1;

/** Text that its box does not show all of, with no way to see the rest. */
const cutText = () =>
  forms().flatMap((form) =>
    inside(form)
      .filter((one) => {
        const { overflowX, overflowY, webkitLineClamp } = getComputedStyle(one);
        // A title that is shortened is whole one view before.
        if (webkitLineClamp !== "none" || isForReaders(one) || ["SELECT", "INPUT", "TEXTAREA"].includes(one.tagName)) return false;
        const isCut = (overflow) => overflow === "hidden" || overflow === "clip";
        return (isCut(overflowX) && one.scrollWidth > one.clientWidth + 1) || (isCut(overflowY) && one.scrollHeight > one.clientHeight + 1);
      })
      .map((one) => `text is cut: ${named(one)}: ${one.textContent.slice(0, 60)}`),
  );

/** The same while a sheet is in force in every form. */
const under = (css, look) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  const all = forms().map((form) => form.shadowRoot);
  all.forEach((root) => (root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]));
  const found = look();
  all.forEach((root) => (root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet)));
  return found;
};

/** WCAG 1.4.12: a reader's own spacing loses nothing. */
const spaced = () =>
  under(
    `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
     p { margin-block-end: 2em !important; }`,
    () => [...tooWide(), ...cutText()].map((one) => `spaced: ${one}`),
  );

/** Controls that a page's style sheet has no name for. What chooses a file is out of sight: the button is its label. */
const nameless = () =>
  forms().flatMap((form) =>
    inside(form)
      .filter((one) => one.matches("a[href], button, input, select, textarea, summary, progress, output"))
      .filter((one) => !one.part.length && !(one.type === "file" && one.closest("label")?.part.length))
      .map((one) => `has no part: ${named(one)}: ${one.textContent.slice(0, 40)}`),
  );

/** Languages that run from right to left. */
const mirrored = () => {
  forms().forEach((form) => (form.dir = "rtl"));
  const found = [...tooWide(), ...cutText()].map((one) => `right to left: ${one}`);
  forms().forEach((form) => form.removeAttribute("dir"));
  return found;
};

/** WCAG 2.4.11: what has the focus is not covered by what sticks to the window's edges. */
const covered = () => {
  // Where a page scrolls smoothly it would not have come to rest yet.
  document.documentElement.style.scrollBehavior = "auto";
  const found = forms().flatMap((form) => {
    const root = form.shadowRoot;
    const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0']";
    return inside(form)
      .filter((one) => one.matches(wanted) && !one.disabled && one.getBoundingClientRect().width > 1)
      .filter((one) => {
        one.focus();
        if (root.activeElement !== one) return false;
        const { left, top, width, height } = one.getBoundingClientRect();
        const isSeen = (x, y) => {
          const there = root.elementFromPoint(left + width * x, top + height * y);
          return there && (one.contains(there) || there.contains(one) || [...(one.labels ?? [])].some((label) => label.contains(there)));
        };
        return ![0.1, 0.5, 0.9].some((x) => [0.1, 0.5, 0.9].some((y) => isSeen(x, y)));
      })
      .map((one) => `the focus is covered: ${named(one)}: ${one.textContent.slice(0, 40)}`);
  });
  document.documentElement.style.scrollBehavior = "";
  return found;
};
