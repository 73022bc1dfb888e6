// The custom element <bao-cao>: attributes, properties and methods of the form for the page around it.
//
// It imports nothing, so that the page's script and the browser tests use this very file. It is defined
// before the WebAssembly module arrives: attributes, properties and calls made until then are kept.

const ATTRIBUTES = ["plan", "unit", "endpoint", "lang", "user", "as-of", "preview-send", "credentials", "timeout", "drafts", "method",
  "envelope", "upload-endpoint", "csrf-meta", "csrf-cookie", "csrf-header", "history", "name", "density"];

/** Properties that the form reads when it needs them: those that shape the report's request, what seals drafts, and where the history is. */
const FOR_LATER = ["headers", "envelope", "transport", "signer", "draftKey", "history"];

/** What the form can do without: the key of the setup, the code of the error, and what holds instead. */
const SPARED = [
  ["arrangements", "arrangements", () => undefined],
  // Still a preview, so that nothing is sent that was not meant to be.
  ["asOf", "as-of", () => new Date().toISOString()],
];

const TEXTS = {
  vi: {
    loading: "Đang tải biểu mẫu báo cáo…",
    failed: "Chưa mở được biểu mẫu báo cáo.", retry: "Thử lại",
    advice: "Kiểm tra đường truyền rồi bấm “Thử lại”. Nếu vẫn không được, tải lại trang hoặc báo cho người quản trị cổng thông tin.",
    crashed: "Biểu mẫu gặp sự cố và đã dừng.", reload: "Tải lại trang",
    kept: "Nội dung đã lưu trên máy này vẫn còn. Tải lại trang để tiếp tục.",
    old: "Trình duyệt này không có WebAssembly. Cần Chrome hoặc Edge từ bản 109, Firefox từ bản 115, Safari từ bản 16.4.",
  },
  en: {
    loading: "Loading the report form…",
    failed: "The report form could not be opened.", retry: "Try again",
    advice: "Check the connection and press “Try again”. If it still fails, reload the page, or tell the portal’s administrator.",
    crashed: "The form met a fault and has stopped.", reload: "Reload the page",
    kept: "What was saved on this device is still there. Reload the page to go on.",
    old: "This browser has no WebAssembly. It takes Chrome or Edge 109, Firefox 115, Safari 16.4 or newer.",
  },
};

const SKELETON = `:host{display:block}:host([hidden]){display:none}
[part=notice]{font:inherit;padding:1rem;border:1px solid;border-radius:.5rem}
[part=notice] p{margin:0 0 .5rem}[part=notice] button{font:inherit;padding:.5rem 1rem}`;

/**
 * Defines the element.
 * @param {string} name
 * @param {() => Promise<(host: HTMLElement, mount: HTMLElement) => object>} load gives the function that
 *   mounts the form, in `mount` or in another node that it puts there; it is called once for all elements of the
 *   page, and again only after a failure.
 * @param {string} [version]
 */
export function defineElement(name, load, version = "dev") {
  const known = customElements.get(name);
  if (known && known.version !== version) {
    console.warn(`<${name}> is already defined, version ${known.version}; version ${version} is not used.`);
  }
  if (known) return known;

  let loading;
  const loadOnce = () =>
    (loading ??= load().catch((error) => {
      loading = undefined;
      throw error;
    }));

  /** One sheet of each for all elements of the page. */
  const sheets = {};

  class BaoCao extends HTMLElement {
    static version = version;
    static observedAttributes = ATTRIBUTES;
    static formAssociated = true;

    #given = {};
    #handle;
    #mount;
    #starting = false;
    #updating = false;
    #ready = deferred();
    /** Resolves when the form that is shown is no more: what waits for it then waits in vain. */
    #gone;
    /** The plan's address and the answer that is on its way while the module is loaded. */
    #early;
    /** Milliseconds by which the page's clock is ahead of the device's, where it gave a moment. */
    #ahead;
    /** What the URL of arrangements gave. */
    #arranged;
    #internals = this.attachInternals();
    /** The `<form>` around the element. */
    #form;
    /** The number of the open report's receipt. */
    #receipt;
    /** Until when nobody is told of keys. */
    #quietUntil = 0;
    /** What stands in the form's place. */
    #notice;

    static {
      for (const property of FOR_LATER) {
        Object.defineProperty(this.prototype, property, {
          get() { return this.#given[property] ?? this.getAttribute(property) ?? undefined; },
          set(value) { this.#give(property, value); },
        });
      }
    }

    constructor() {
      super();
      // What is wrong is said by the form's own page, not by a bubble of the browser's.
      this.addEventListener("invalid", (event) => {
        event.preventDefault();
        if (!this.#handle) return keepFocus(this.#notice);
        this.#handle.check();
        // Its page may be there already, out of sight.
        requestAnimationFrame(() => this.shadowRoot.querySelector("#check,#waiting")?.focus());
      });
    }

    connectedCallback() {
      for (const property of ["plan", "unit", "arrangements", "clock", ...FOR_LATER]) this.#upgrade(property);
      if (this.#handle) return;
      // Put back while the module is on its way: what waits for it is the same start.
      if (this.#starting) this.#show(["loading"]);
      else this.#start();
    }

    disconnectedCallback() {
      // A move in the document is a removal followed by an insertion: only what stays away is destroyed.
      queueMicrotask(() => {
        if (!this.isConnected) this.#stop();
      });
    }

    attributeChangedCallback(_, before, after) {
      if (before === after) return;
      this.#update();
      if (this.#notice) this.#say();
    }

    formAssociatedCallback(form) {
      this.#form?.removeEventListener("formdata", this.#supply);
      form?.addEventListener("formdata", this.#supply);
      this.#form = form;
      this.#update();
    }

    /** Nothing is thrown away without a question, which stands where the list of tasks does. */
    formResetCallback() {
      const dialog = this.shadowRoot?.getElementById("clear");
      if (dialog?.parentElement.getClientRects().length && !dialog.open) dialog.showModal();
    }

    /** The plan: a URL, or the plan itself. */
    get plan() {
      return this.#given.plan ?? this.getAttribute("plan");
    }
    set plan(value) {
      this.#give("plan", value);
    }

    /** The unit that reports: an id of the plan, or `{id, name, groups}`. */
    get unit() {
      return this.#given.unit ?? this.getAttribute("unit");
    }
    set unit(value) {
      this.#give("unit", value);
    }

    /**
     * What was arranged for units outside the plan's rules (more time, no report, a report on request): a list as in
     * the plan's "arrangements", or the URL of one.
     */
    get arrangements() {
      return this.#given.arrangements;
    }
    set arrangements(value) {
      this.#give("arrangements", value);
      this.#arranged = undefined;
      if (typeof value === "string") this.#fetchArrangements(value);
    }

    /** The right time, where the device's may be wrong: a date, milliseconds, or a function that returns one. */
    get clock() {
      return this.#given.clock;
    }
    set clock(value) {
      // A moment is of now; a function is asked again whenever it matters.
      const at = typeof value === "function" ? undefined : moment(value);
      this.#ahead = at && at - Date.now();
      this.#give("clock", value);
    }

    /** Language of the interface. */
    get lang() {
      return this.getAttribute("lang") ?? "";
    }
    set lang(value) {
      // A framework says so of a language that it does not have.
      if (value == null) this.removeAttribute("lang");
      else this.setAttribute("lang", value);
    }

    /** The report as it would be sent now; undefined while none is open. */
    get report() {
      const text = this.#handle?.report();
      return text && JSON.parse(text);
    }

    /** Resolves when the form is shown. */
    get ready() {
      return this.#ready.promise;
    }

    /** Checks and sends the open report. Resolves to the receipt; rejects when it was not sent. */
    submit() {
      return this.#call("submit");
    }

    /** Throws away the draft of the open report. */
    reset() {
      return this.#call("reset");
    }

    /** Has the device forget all that it keeps of the user, on every plan. Resolves when it has. */
    forget() {
      return this.#call("forget");
    }

    /** Called by the form when it has stopped for good. */
    formCrashed() {
      this.#handle = undefined;
      this.#gone?.resolve();
      this.#show(["crashed", "kept"], "reload", () => location.reload());
    }

    /** Called by the form when what has the focus is about to go. */
    formKeepsFocus() {
      keepFocus(this.#mount);
    }

    /** Called by the form: what is wrong with the open report, and the number of its receipt. */
    formStands(wrong, receipt) {
      this.#receipt = receipt;
      this.#internals.setValidity({ customError: !!wrong }, wrong);
    }

    /** Called by the form: a part of its look. A constructed sheet is what a strict content security policy allows. */
    formLooks(css) {
      // Browsers before 2024 do not know light-dark(), and lose every colour that names it: they get the light ones.
      const plain = CSS.supports("color:light-dark(red,red)") ? css : `${css.replace(/light-dark\((.+?),.+?\)/g, "$1")}:host{color-scheme:light}`;
      if (!sheets[css]) (sheets[css] = new CSSStyleSheet()).replaceSync(plain);
      this.shadowRoot.adoptedStyleSheets = [...this.shadowRoot.adoptedStyleSheets, sheets[css]];
    }

    /** What the element says in the form around it, when that is sent. */
    #supply = ({ formData }) => {
      const name = this.getAttribute("name");
      const value = name && !this.matches(":disabled") && (this.#sends() ? this.#receipt : this.#handle?.report());
      if (value) formData.set(name, value);
    };

    /** Calls a method of the form that is shown, or will be. */
    async #call(method) {
      const stopped = () => {
        throw new Error("the form has stopped, or is not in the page");
      };
      if (this.isConnected) await this.#ready.promise;
      return this.#handle ? Promise.race([this.#handle[method](), this.#gone.promise.then(stopped)]) : stopped();
    }

    #sends = () => this.getAttribute("endpoint") || this.#given.transport;

    /** The language that the page says, of the element or around it. */
    #lang = () => this.closest("[lang]")?.getAttribute("lang");

    #upgrade(property) {
      if (Object.hasOwn(this, property)) {
        const value = this[property];
        delete this[property];
        this[property] = value;
      }
    }

    #give(property, value) {
      // What a framework does not have yet, it gives as null.
      this.#given[property] = value ?? undefined;
      this.#update();
    }

    async #fetchArrangements(url) {
      try {
        const response = await fetch(url, { cache: "no-cache" });
        if (!response.ok) throw new Error(`${url}: ${response.status}`);
        const arranged = await response.json();
        if (this.#given.arrangements !== url) return;
        this.#arranged = arranged;
        this.#update();
      } catch (error) {
        this.#tell("arrangements", error);
      }
    }

    #tell(code, error) {
      console.error(error);
      this.#emit("bao-cao-error", { code, message: String(error?.message ?? error) });
    }

    #emit(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
    }

    /**
     * Keys typed in a field are not the portal's shortcuts. Bubble phase: the form has seen them already. What ends the
     * login of who does nothing hears now and then that somebody does.
     */
    #keepFromPage = (event) => {
      const target = event.composedPath()[0];
      if (!target.matches?.("input, textarea, select")) return;
      event.stopPropagation();
      if (event.timeStamp < this.#quietUntil) return;
      this.#quietUntil = event.timeStamp + 10_000;
      this.#emit("bao-cao-activity");
    };

    /** Begins or ends to listen where the form is shown; the next form may be shown there. */
    #listen(how) {
      for (const type of ["keydown", "keyup", "keypress"]) this.#mount[how](type, this.#keepFromPage);
      this.#mount[how]("focusin", uncover);
    }

    #planUrl() {
      const { plan } = this.#given;
      return typeof plan === "string" ? plan : plan ? undefined : this.getAttribute("plan") ?? undefined;
    }

    #fetchEarly() {
      const url = this.#planUrl();
      if (!url) return;
      const early = { url, response: fetch(url, { cache: "no-cache" }), at: undefined };
      this.#early = early;
      // What the device shows when the server says its time. A failure is the form's to tell.
      early.response.then(() => (early.at = Date.now()), () => {});
    }

    #setup() {
      const attribute = (key) => this.getAttribute(key) ?? undefined;
      const { plan, unit, arrangements, clock } = this.#given;
      const planUrl = this.#planUrl();
      const early = planUrl === this.#early?.url ? this.#early : undefined;
      return {
        planUrl,
        planResponse: early?.response,
        planAnsweredAt: early?.at,
        plan: plan && typeof plan === "object" ? plan : undefined,
        unit: unit ?? attribute("unit"),
        arrangements: typeof arrangements === "string" ? this.#arranged : arrangements,
        clock: typeof clock === "function" ? asked(clock) : this.#ahead === undefined ? undefined : Date.now() + this.#ahead,
        hasEndpoint: this.#sends(),
        inForm: this.#form,
        hasUpload: attribute("upload-endpoint"),
        lang: this.#lang(),
        user: attribute("user"),
        keepsNothing: attribute("drafts") === "none",
        draftKey: this.#given.draftKey,
        asOf: attribute("as-of"),
        previewSend: this.hasAttribute("preview-send"),
      };
    }

    #update() {
      if (!this.#handle || this.#updating) return;
      // Attributes set one after another are one change.
      this.#updating = true;
      queueMicrotask(() => {
        this.#updating = false;
        this.#hand((setup) => this.#handle?.update(setup));
      });
    }

    /** Hands over what the page said. What cannot be read is told, and the form goes on without it. */
    #hand(take) {
      const setup = this.#setup();
      for (const [key, code, instead] of SPARED) {
        try {
          return take(setup);
        } catch (error) {
          if (!String(error?.message).startsWith(key)) continue;
          this.#tell(code, error);
          setup[key] = instead();
        }
      }
      return take(setup);
    }

    async #start() {
      this.#starting = true;
      const root = this.shadowRoot ?? this.attachShadow({ mode: "open", delegatesFocus: false });
      this.#show(["loading"]);
      this.#fetchEarly();
      try {
        const create = await loadOnce();
        if (!this.isConnected) return;
        const mount = made("div", { part: "base" });
        const hadFocus = root.activeElement;
        root.replaceChildren(mount);
        this.#handle = this.#hand((setup) => create(this, mount, setup));
        this.#mount = root.firstChild;
        this.#gone = deferred();
        this.#listen("addEventListener");
        if (hadFocus) this.formKeepsFocus();
        this.#early = undefined;
        this.#ready.resolve();
      } catch (error) {
        if (!this.isConnected) return console.error(error);
        // The line is not to blame, and nothing is gained by trying again.
        if (window.WebAssembly) this.#show(["failed", "advice"], "retry", () => this.#start());
        else this.#show(["failed", "old"]);
        this.#tell("load", error);
      } finally {
        this.#starting = false;
      }
    }

    #stop() {
      if (this.#handle) {
        this.#listen("removeEventListener");
        this.#handle.free();
        this.#gone.resolve();
        this.#ready = deferred();
      }
      this.#handle = this.#mount = undefined;
      this.formStands("");
      this.shadowRoot?.replaceChildren();
    }

    /** Says what stands in the form's place in the page's language; what has the focus keeps it. */
    #say() {
      const lang = this.#lang()?.startsWith("en") ? "en" : "vi";
      this.#notice.lang = lang;
      for (const one of this.#notice.children) one.textContent = TEXTS[lang][one.id];
    }

    /** Shows texts, by their keys, and the page's own fallback content, with a button if there is something to do. */
    #show(keys, button, onclick) {
      const box = (this.#notice = made("div", { part: "notice" }));
      box.setAttribute("role", "status");
      for (const id of keys) box.append(made("p", { id }));
      if (button) box.append(made("button", { part: "button", type: "button", id: button, onclick }));
      this.#say();
      // Of the form's own look nothing: it goes with the form.
      this.shadowRoot.adoptedStyleSheets = [];
      this.formLooks(SKELETON);
      const hadFocus = this.shadowRoot.activeElement;
      this.shadowRoot.replaceChildren(box, document.createElement("slot"));
      if (hadFocus) keepFocus(box);
    }
  }

  customElements.define(name, BaoCao);
  return BaoCao;
}

/** The milliseconds of what the page says the time is, if it is one. */
function moment(value) {
  const at = value == null ? NaN : +new Date(value);
  return Number.isFinite(at) ? at : undefined;
}

/** What a clock of the page shows. One that fails is told as its page's fault, and none. */
function asked(clock) {
  try {
    return moment(clock());
  } catch (error) {
    reportError(error);
  }
}

const made = (tag, what) => Object.assign(document.createElement(tag), what);

/** Has a node take the focus, which would be nowhere otherwise, until it moves on. */
function keepFocus(node) {
  node.tabIndex = -1;
  node.addEventListener("blur", () => node.removeAttribute("tabindex"), { once: true });
  node.focus();
}

function deferred() {
  const open = {};
  open.promise = new Promise((resolve) => (open.resolve = resolve));
  return open;
}

/**
 * A browser shows what gets the focus by a key also under the bar at the form's bottom; and what it lays out only in sight it
 * may place anew in the next frame (WebKit then leaves it out of sight). What a pointer is on stays where it is.
 */
function uncover({ target }) {
  const show = () => target.matches(":focus-visible") && target.scrollIntoView({ block: "nearest" });
  show();
  requestAnimationFrame(show);
}

