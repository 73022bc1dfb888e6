/** A unit as the page hands it in; its name and groups are added to what the plan says of it. */
export interface UnitGiven {
  id: string;
  name?: string;
  groups?: string[];
}

/** Headers of the report's request. What is `null` or undefined is left out. */
export type HeadersGiven = HeadersInit | Record<string, string | number | boolean | null | undefined>;

/** What is known of a report when its envelope is made. */
export interface ReportKnown {
  report: Report;
  /** Its `Idempotency-Key`. */
  key: string;
  /** SHA-256 over its bytes. */
  hash: string;
}

/** Where in the body of a request the report stands, and what else the body says. */
export interface EnvelopeGiven {
  /** Names with points between them, or a JSON Pointer. */
  path: string;
  /** What else the body says. It must be the same for the same report, and has nothing in the report's place. */
  with?: object | ((known: ReportKnown) => object | undefined | Promise<object | undefined>);
  /** Whether the report stands there as a text that holds its JSON. */
  text?: boolean;
}

/** Bytes as `fetch` and WebCrypto take them. */
export type ReportBytes = Uint8Array & BufferSource;

/** A report's request; `fetch` takes it as its second argument. */
export interface ReportRequest {
  url: string;
  method: "POST" | "PUT" | "PATCH";
  headers: Record<string, string>;
  /** A report as a text; of a file that is uploaded a piece, or nothing. */
  body: string | ReportBytes | null;
  credentials: "include" | "same-origin";
  redirect: "manual";
  /** Ends what lasts too long. */
  signal: AbortSignal;
}

/** An answer in place of a `Response`. */
export interface ReportAnswer {
  /** From 100 to 599. */
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A mistake in a plan: a stable key, no words. `line` is 0 where the place in the text is not known. */
export interface PlanFinding {
  severity: "error" | "warning";
  /** JSON Pointer into the plan. */
  pointer: string;
  line: number;
  code: string;
}

/** Why a report was not accepted. */
export type SendFailure =
  | { kind: "not-sent" }
  | { kind: "unreachable" }
  | { kind: "timed-out" }
  | { kind: "signed-out" }
  | { kind: "stopped"; detail: string }
  | ({ kind: "refused" } & Problem);

/** What went wrong: the form did not load, or the part of it that checks and sends, its English texts did not, the plan did not come or cannot be used, what the page says of the request makes no sense, the history is none, the report was not accepted. */
export type ErrorDetail =
  | { code: "load"; message: string }
  | { code: "language"; message: string }
  | { code: "arrangements"; message: string }
  | { code: "as-of"; message: string }
  | { code: "storage"; reason: "off" | "unavailable" | "full" | "too-new" | "locked" | "failed" }
  | { code: "plan"; url: string; message: string }
  | { code: "plan-invalid"; findings: PlanFinding[] }
  | { code: "request"; message: string }
  | { code: "history"; message: string }
  | { code: "send"; failure: SendFailure };

/** Events of the element. All of them bubble and are composed. */
export interface BaoCaoEventMap {
  /** The plan is shown. */
  "bao-cao-ready": CustomEvent<{ plan: string; version: string }>;
  /** The draft of the open report changed. */
  "bao-cao-change": CustomEvent<{ kind: string; period: string }>;
  /** Somebody types; every ten seconds at most. */
  "bao-cao-activity": CustomEvent<null>;
  /** The report is about to be sent. `preventDefault()` stops it; a promise given to `waitUntil` holds it back, and stops it when it rejects. */
  "bao-cao-before-submit": CustomEvent<{ report: Report; waitUntil(promise: Promise<unknown>): void }>;
  /** The backend has the report. */
  "bao-cao-submitted": CustomEvent<Receipt>;
  /** The login has ended while a report was sent: it waits, and goes out when a property or attribute is set anew. */
  "bao-cao-sign-in-needed": CustomEvent<{ kind: string; period: string }>;
  /** Something went wrong. */
  "bao-cao-error": CustomEvent<ErrorDetail>;
}

/** The attributes, as markup says them. */
export interface BaoCaoAttributes {
  /** URL of the plan file. */
  plan?: string;
  /** The unit that reports: its id or a name the plan knows. */
  unit?: string;
  /** URL to which reports are sent; `{key}` in it stands for the report's key. */
  endpoint?: string;
  /** URL to which files are uploaded that prove a result. */
  "upload-endpoint"?: string;
  /** Language of the form; else that of the page around it. */
  lang?: "vi" | "en";
  /** Who is logged in; keeps the drafts of several people apart. */
  user?: string;
  /** A preview as on this day or at this moment. */
  "as-of"?: string;
  /** With `as-of`: sending is on all the same. */
  "preview-send"?: boolean | "";
  /** Whether cookies go to an endpoint of another origin too. */
  credentials?: "include";
  /** URL at which the form learns what became of earlier reports. */
  history?: string;
  /** Whether the device keeps nothing. */
  drafts?: "none";
  /** Seconds to wait for an answer, 1 to 300; else 30. */
  timeout?: number | string;
  /** Method of the report's request; else `POST`. */
  method?: "POST" | "PUT" | "PATCH";
  /** Where in the body of the request the report stands. */
  envelope?: string;
  /** Name of the `<meta>` that holds a token against forged requests. */
  "csrf-meta"?: string;
  /** Name of the cookie that holds it. */
  "csrf-cookie"?: string;
  /** Name of the header that carries it. */
  "csrf-header"?: string;
  /** Name under which a `<form>` around the element takes the report along. */
  name?: string;
  /** How much room there is between things and in controls; else `comfortable`. */
  density?: "comfortable" | "compact";
}

/** What can be set by a script. */
export type BaoCaoProperty =
  | "plan" | "unit" | "headers" | "envelope" | "transport" | "signer" | "arrangements" | "draftKey" | "clock" | "history";

/** What a framework's template can set: attributes, and properties with all that they take. */
export type BaoCaoProps = Omit<BaoCaoAttributes, BaoCaoProperty> & Partial<Pick<BaoCaoElement, BaoCaoProperty>>;

/** The element `<bao-cao>`. */
export interface BaoCaoElement extends HTMLElement {
  /** The plan: its URL, or the plan itself. */
  get plan(): string | Plan | null;
  set plan(value: string | Plan | null | undefined);
  /** The unit that reports: its id or a name the plan knows, or all of it. */
  get unit(): string | UnitGiven | null;
  set unit(value: string | UnitGiven | null | undefined);
  /** Headers of the report's request, or a function that gives them; it is called for every attempt. */
  headers: HeadersGiven | (() => HeadersGiven | Promise<HeadersGiven>) | null | undefined;
  /** Where in the body of the request the report stands; it goes before the attribute. */
  envelope: string | EnvelopeGiven | null | undefined;
  /** Sends in place of `fetch`. When it throws, the report goes out again later. */
  transport: ((request: ReportRequest) => Response | ReportAnswer | Promise<Response | ReportAnswer>) | null | undefined;
  /** Signs the exact bytes of a report, once; when it throws or gives `null`, the report is not sent. */
  signer: ((report: ReportBytes) => string | object | null | Promise<string | object | null>) | null | undefined;
  /** What was arranged for units outside the plan's rules: a list as in the plan's `arrangements`, or the URL of one. */
  arrangements: Arrangement[] | string | null | undefined;
  /** What the device encrypts drafts with (AES-GCM): a key, 16 or 32 bytes, or a function that gives one. Without a secure context nothing is kept then. */
  draftKey: CryptoKey | Uint8Array | (() => CryptoKey | Uint8Array | Promise<CryptoKey | Uint8Array>) | null | undefined;
  /** The right time, where the device's may be wrong: a date, milliseconds since 1970, or a function that gives one. */
  clock: Date | number | string | (() => Date | number | string) | null | undefined;
  /** The URL at which the form learns what became of earlier reports; it goes before the attribute. */
  history: string | null | undefined;
  /** The report as it would be sent now; undefined while none is open, and until the part that checks and sends is loaded. */
  readonly report: Report | undefined;
  /** Resolves when the form is shown. */
  readonly ready: Promise<void>;
  /** Checks and sends the open report. Rejects when it was not accepted, or when the part that sends cannot be loaded. */
  submit(): Promise<Receipt>;
  /** Throws away the draft of the open report, without asking. */
  reset(): Promise<void>;
  /** Has the device forget all drafts, reports that wait and receipts of the user, on every plan. */
  forget(): Promise<void>;

  addEventListener<K extends keyof BaoCaoEventMap>(
    type: K,
    listener: (this: BaoCaoElement, event: BaoCaoEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: BaoCaoElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof BaoCaoEventMap>(
    type: K,
    listener: (this: BaoCaoElement, event: BaoCaoEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener<K extends keyof HTMLElementEventMap>(
    type: K,
    listener: (this: BaoCaoElement, event: HTMLElementEventMap[K]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | EventListenerOptions,
  ): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "bao-cao": BaoCaoElement;
  }
  interface HTMLElementEventMap extends BaoCaoEventMap {}
}
