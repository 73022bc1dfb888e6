// Types of the contracts and of the element <bao-cao>. Made by `baocao schema --typescript`; not edited by hand.

/** A document that assigns tasks and demands reports. */
export interface Plan {
  /** Version of this format. */
  format: Format;
  /** Stable key. */
  id: PlanId;
  /** Version of the plan; a new one for every change. */
  version: string;
  /** What kind of document it is ("Kế hoạch", "Chương trình hành động"). */
  kind?: string;
  /** Its subject, verbatim. */
  title: string;
  /** Number and symbol ("2653/KH-UBND"); often blank. */
  number?: string;
  /** Day of issue; often blank. */
  issued?: Day;
  /** What the document says of its day of issue where the day is incomplete ("tháng 6 năm 2025"). */
  issued_wording?: string;
  /** Who issued it. */
  issuer?: UnitId;
  /** Who signed it, verbatim. */
  signed?: string;
  /** The documents it rests on ("căn cứ"), verbatim. */
  basis?: string[];
  /** How long it runs. */
  horizon?: TimeFrame;
  /** IANA name of the zone in which its days end. */
  time_zone?: TimeZone;
  /** Which days are worked; absent: Việt Nam's table of holidays, Saturday and Sunday off. */
  calendar?: BaseOrCalendar;
  /** Classes of units. */
  groups?: Group[];
  /** Units it names. Others may be handed in by the page. */
  units?: Unit[];
  /** Headings. */
  chapters?: Chapter[];
  /** Tasks, in the order of the document. */
  tasks?: Task[];
  /** Indicators, in the order of the document. */
  indicators?: Indicator[];
  /** Reporting duties. */
  reports?: ReportKind[];
  /** What was arranged for some units outside these rules. */
  arrangements?: Arrangement[];
  /** Whom to ask, verbatim. */
  contact?: string;
  /** "Nơi nhận", verbatim. */
  recipients?: string[];
  /** How reports look on paper; kinds and units may say otherwise. */
  paper?: Paper;
  /** What the short forms in its texts stand for. */
  abbreviations?: Abbreviations;
  [extension: `x-${string}`]: unknown;
}

/** Version of the plan format. */
export type Format = "baocao-plan/1";

/**
 * A plan.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type PlanId = string;

/** A calendar day, `YYYY-MM-DD`, years 1900 to 2199. */
export type Day = string;

/**
 * An organisational unit.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type UnitId = string;

/** When a task is done: the plan's words, and what can be computed from them. */
export interface TimeFrame {
  /** Verbatim. */
  wording: string;
  /** First day, where the words fix one. */
  from?: Day;
  /** Last day, where the words fix one. */
  to?: Day;
  /** "Thường xuyên", "định kỳ": goes on. */
  ongoing?: boolean;
  /** "Khi có yêu cầu". */
  on_request?: boolean;
  /** Named days of every year (18/5, 1/10, 10/10). */
  days?: MonthDay[];
  [extension: `x-${string}`]: unknown;
}

/** A day of every year, `MM-DD`; 29 February counts as the 28th in common years. */
export type MonthDay = string;

/** The IANA name of a time zone; Việt Nam's where a plan names none. */
export type TimeZone = string;

/** A table by its name, or one that is changed. */
export type BaseOrCalendar = CalendarBase | WorkCalendar;

/** A table of holidays. */
export type CalendarBase = "vn" | "none";

/** Which days are worked. A plain text, `"none"`, is a shipped table as it is; an object changes one. */
export interface WorkCalendar {
  /** The table it begins with. */
  base?: CalendarBase;
  /** The days of the week on which nobody works, Monday 1 to Sunday 7; may be empty. Absent: Saturday and Sunday. */
  weekend?: number[];
  /** Days that are added to the table, or replace what it says of them. */
  days?: SpecialDay[];
  [extension: `x-${string}`]: unknown;
}

/** A day that is not worked, or one of the weekend that is. */
export interface SpecialDay {
  /** The day. */
  date: Day;
  /** What it is called ("Nghỉ bù Quốc khánh"). */
  name: string;
  /** Whether it is worked: a make-up working day. Absent: a day off. */
  work?: boolean;
  /** Whether it is not confirmed yet. */
  expected?: boolean;
  [extension: `x-${string}`]: unknown;
}

/** A named class of units ("các huyện, thành đoàn"). Real plans assign tasks to classes. */
export interface Group {
  /** Stable key. */
  id: GroupId;
  /** Name as the plan writes it first. */
  name: string;
  /** Other spellings in the plan. */
  aliases?: string[];
  /** Wider classes this class is part of. */
  groups?: GroupId[];
  [extension: `x-${string}`]: unknown;
}

/**
 * A named class of units.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type GroupId = string;

/** An organisational unit: may report, lead, support, or receive. */
export interface Unit {
  /** Stable key; what the portal calls the unit. */
  id: UnitId;
  /** Full name as the plan writes it first. */
  name: string;
  /** Other spellings in the plan. */
  aliases?: string[];
  /** Classes it belongs to. */
  groups?: GroupId[];
  /** The day it was founded, where it has not been there all the time: nothing that is due earlier is its to report. */
  valid_from?: Day;
  /** Its last day, where it was merged or dissolved: nothing that is due later is its to report. */
  valid_until?: Day;
  /** The unit its tasks went over to. */
  successor?: UnitId;
  /** How its reports look on paper. */
  paper?: Paper;
  [extension: `x-${string}`]: unknown;
}

/** How a report looks as an official document on paper. All of it is optional, and an officer may change most of it before printing. What a report kind says goes before what the plan says, and what a unit says before both. */
export interface Paper {
  /** Which rules its head follows; absent: those of state bodies. */
  style?: PaperStyle;
  /** What stands at the top right, line by line; absent: what the style has there. */
  banner?: string[];
  /** The body above the one that reports ("UBND TỈNH …"); absent: none is named. */
  superior?: string;
  /** The body that reports, as its documents name it; absent: the unit's name. */
  body?: string;
  /** What stands behind the number ("BC-UBND"). */
  symbol?: string;
  /** Where it is signed ("Nam Cường"). */
  place?: string;
  /** What the report is about, below its title; absent: made from the names of report and plan. */
  summary?: string;
  /** The documents it rests on ("căn cứ"), verbatim; absent: the plan. */
  bases?: string[];
  /** "Nơi nhận", verbatim; absent: those whom the report goes to. */
  recipients?: string[];
  /** The authority and the position of who signs, line by line, verbatim ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"); absent: as the style has it. */
  signature?: string[];
  /** The full name of who signs. */
  signer?: string;
  [extension: `x-${string}`]: unknown;
}

/** Whose rules the head of a document follows. */
export type PaperStyle = "state" | "doan" | "party";

/** A heading of the plan; headings may stand inside one another. */
export interface Chapter {
  /** Stable key. */
  id: ChapterId;
  /** The printed number, any text. */
  number?: string;
  /** The heading. */
  title: string;
  /** The heading above this one. */
  in?: ChapterId;
  [extension: `x-${string}`]: unknown;
}

/**
 * A heading of the plan.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type ChapterId = string;

/** One thing the plan wants done. */
export interface Task {
  /** Stable key. */
  id: TaskId;
  /** The printed number: a label, not a key. It may repeat, restart or be missing. */
  number?: string;
  /** The heading it stands under. */
  chapter?: ChapterId;
  /** The task in the plan's words, short enough for a list. */
  title: string;
  /** The full text where it is longer than the title. */
  text?: string;
  /** Who does what in it. */
  assigned?: Assignment[];
  /** When; absent where the plan leaves it blank. */
  time?: TimeFrame;
  /** The product or result the plan expects, verbatim. */
  product?: string;
  /** Indicators that measure it. */
  indicators?: IndicatorId[];
  [extension: `x-${string}`]: unknown;
}

/**
 * A task.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type TaskId = string;

/** Units in one role. */
export interface Assignment {
  /** What they do. */
  role: Role;
  /** The plan's own words for the role ("Đơn vị chủ trì"). */
  wording?: string;
  /** Units by id. */
  units?: UnitId[];
  /** Classes by id. */
  groups?: GroupId[];
  /** Co-operators outside the plan's units, verbatim. */
  others?: string[];
  [extension: `x-${string}`]: unknown;
}

/** What a unit does in a task, weightiest first: the order in which a unit sees its tasks. */
export type Role = "lead" | "perform" | "answer" | "coordinate" | "support" | "invite";

/**
 * A measured quantity.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type IndicatorId = string;

/** A measured quantity. It may belong to tasks, or to the plan as a whole. */
export interface Indicator {
  /** Stable key. */
  id: IndicatorId;
  /** What is measured, in the plan's words. */
  title: string;
  /** How it is measured. */
  measure: Measure;
  /** Unit of measure ("người", "triệu đồng"); percent and ratio need none. */
  unit?: string;
  /** What it must reach by when; one measure may have a trajectory. */
  targets?: Target[];
  /** How the results of several periods make one; absent: they are not put together. */
  accumulates?: Accumulates;
  /** From where they are put together; absent: the first day of the year. */
  since?: Since;
  /** What its results are held against. Absent: a part above its whole and a missed target are remarked. */
  rules?: FigureRule[];
  /** What does not count, verbatim ("trừ những nhiệm vụ liên quan đến bí mật nhà nước"). */
  excludes?: string;
  /** Who reports it; absent: every unit whose report covers the whole plan or one of its tasks. */
  by?: Who;
  /** Help for those who fill in its result. */
  help?: string;
  /** A result as it may be. */
  example?: string;
  [extension: `x-${string}`]: unknown;
}

/** How an indicator is measured. */
export type Measure = "number" | "ratio" | "yes-no" | { rank: string[] };

/** What an indicator must reach by when. */
export interface Target {
  /** Verbatim. */
  wording: string;
  /** Until when; absent: for as long as the plan runs. */
  by?: YearOrDate;
  /** How much. */
  goal: Goal;
  [extension: `x-${string}`]: unknown;
}

/** A year (until its last day), `2026`, or a day, `YYYY-MM-DD`. */
export type YearOrDate = string;

/** How much is enough. */
export type Goal = { "at-least": Decimal } | { "at-most": Decimal } | { exactly: Decimal } | "done" | { rank: string };

/** An exact decimal as a text, `1234.5`; at most 28 significant digits. */
export type Decimal = string;

/** How the results of several periods make one ("lũy kế"). A ratio's are put together from its parts and its wholes, never from percentages, unless the greatest or the average of these is asked. */
export type Accumulates = "sum" | "latest" | "max" | "average";

/** From where figures are counted. */
export type Since = "year" | "plan" | { date: Day };

/** What a figure is held against besides its bounds, and what follows when it does not fit. */
export interface FigureRule {
  /** What it is held against. */
  rule: Rule;
  /** What follows. */
  as?: Level;
  [extension: `x-${string}`]: unknown;
}

/** What a figure is held against. */
export type Rule = "never-falls" | { jumps: Decimal } | "within-whole" | "at-most-hundred" | "meets-target" | "done-meets-target" | "in-period";

/** What follows where a figure does not fit. */
export type Level = "remark" | "explain" | "error";

/** Some units, named or by class. */
export interface Who {
  /** Units by id. */
  units?: UnitId[];
  /** Classes by id. */
  groups?: GroupId[];
  [extension: `x-${string}`]: unknown;
}

/** One reporting duty: who, to whom, how often, when, about what. */
export interface ReportKind {
  /** Stable key. */
  id: KindId;
  /** Name of the report, in the plan's words. */
  title: string;
  /** The sentence of the plan that makes the duty, verbatim. */
  wording?: string;
  /** Who reports. */
  by: Who;
  /** To whom, verbatim; several are possible. */
  to?: string[];
  /** Through whom ("qua", "thông qua"), verbatim. */
  through?: string;
  /** Who gets it in the end ("để tổng hợp báo cáo …"), verbatim. */
  final?: string;
  /** The other report this duty is met in ("trong báo cáo tổng kết …"), verbatim. */
  embedded_in?: string;
  /** The first due day of this duty: an amendment of the plan that takes effect on a day makes a new kind. */
  valid_from?: Day;
  /** The last due day of this duty, where an amendment ended it. */
  valid_until?: Day;
  /** Kinds whose report is not due for a period that ends with one of this kind's ("báo cáo quý thay báo cáo tháng cuối quý"). Absent: both are due. */
  replaces?: KindId[];
  /** Which spans of time its reports cover. */
  periods: Periods;
  /** Each period is reported this often ("sơ bộ", "chính thức", "bổ sung"), each round by its own due rules. */
  rounds?: Round[];
  /** When they are due; the first rule whose `for` names the unit holds. None: no date. */
  due?: DueRule[];
  /** From when on they may be sent. */
  opens?: Opens;
  /** What holds after the due instant. */
  late?: Late;
  /** Until when a report that was sent may be corrected; absent: always. */
  corrections?: Corrections;
  /** Whether "nothing to report" is an answer. */
  nil?: Nil;
  /** Which tasks the report answers. */
  covers?: Covers;
  /** Which questions it asks; absent: the product's usual ones. */
  outline?: Outline;
  /** How such a report looks on paper. */
  paper?: Paper;
  /** Which tasks and questions may be answered with "nothing to report", and where that needs a reason. */
  nil_parts?: NilParts;
  [extension: `x-${string}`]: unknown;
}

/**
 * One reporting duty of the plan.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type KindId = string;

/** Which spans of time the reports of a kind cover. The rule for the period is apart from the rule for the due day: a report can be due before its period ends. */
export type Periods = { every: Recurrence } | { list: NamedPeriod[] } | "on-request" | "on-event" | "continuous";

/** Periods that follow one another: a unit of time, from where it is counted, how many make one period, and which of them there are. */
export interface Recurrence {
  /** How long one is. */
  unit: PeriodUnit;
  /** So many weeks or days make one (two weeks: 2); absent: one. */
  count?: number;
  /** The first day of the year to which months, quarters and years are counted: `"12-15"` gives the periods of Decree 09/2019/NĐ-CP art. 12 (a month from the 15th to the 14th), `"12-26"` those from the 26th to the 25th, `"09-01"` a school year. Absent: 1 January. */
  starts?: MonthDay;
  /** The year stays the calendar year although months are cut at another day: its last period runs to 31 December, its first begins on 1 January. Of `starts` then only the day counts. */
  full_year?: boolean;
  /** Only these of a year, counted from 1 (the first half-year: `[1]`); of days: only these weekdays, Monday 1 to Sunday 7. Absent: all. */
  only?: number[];
  /** Only days that are worked. */
  working_days?: boolean;
  /** Figures count from here, not from the period's first day ("lũy kế từ đầu năm"). */
  cumulative?: Since;
  /** Figures are those of the period's last day ("tính đến ngày 30/9"). */
  as_of?: boolean;
  /** Periods that end before this day are none of this kind's; absent: the plan's first day. */
  from?: Day;
  /** The last day that any period of this kind may begin on; absent: the plan's. */
  until?: Day;
  [extension: `x-${string}`]: unknown;
}

/** Length of a period. */
export type PeriodUnit = "month" | "half-month" | "quarter" | "half-year" | "nine-months" | "year" | "week" | "day";

/** A period with a name of its own. */
export interface NamedPeriod {
  /** Stable key. */
  id: PeriodId;
  /** In the plan's words. */
  wording: string;
  /** First day; absent: a point in time, the day `to`. */
  from?: Day;
  /** Last day. */
  to: Day;
  [extension: `x-${string}`]: unknown;
}

/**
 * A period of a report kind: sortable, readable (`2026-06`, `2026-H1`, `2026`).
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type PeriodId = string;

/** One of several reports about one period. */
export interface Round {
  /** Stable key; the period's id goes on with it: `2026-06.so-bo`. */
  id: RoundId;
  /** What it is called. */
  title: string;
  /** The sentence of the plan that asks for it, verbatim. */
  wording?: string;
  /** When it is due; absent: as the kind says. */
  due?: DueRule[];
  [extension: `x-${string}`]: unknown;
}

/**
 * A round of a report kind.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type RoundId = string;

/** When reports are due, for some or all units of a kind: **one** composition. From an anchor so far, then onto a day, by a time of that day, read inclusively or not, moved off days that are not worked. A rule that names nothing has no date. */
export interface DueRule {
  /** For whom; absent: everybody. */
  for?: Who;
  /** Verbatim. */
  wording: string;
  /** From where it is counted; absent: the last day of the period. */
  from?: Anchor;
  /** How far; absent: not at all. */
  after?: After;
  /** Onto which day; absent: the one reached. */
  on?: On;
  /** By what time of that day; absent: its end, 24:00 (Civil Code art. 148). */
  at?: Clock;
  /** Whether the day itself still counts; absent: a named day does not ("trước ngày N", early is safe), an edge of the calendar ("cuối tháng") and the last day of a term do. */
  reading?: DayCounts;
  /** Where it goes when the last day is not worked; absent: a named day stays, the last day of a term moves to the next working day (Civil Code art. 148 clause 5). */
  shift?: Shift;
  [extension: `x-${string}`]: unknown;
}

/** From where a due day is counted. */
export type Anchor = "period-end" | "period-start" | "event";

/** How far from the anchor. Years, months and weeks are gone before the day is picked, the rest after it; the first day is not counted (Civil Code art. 147). Each from 1. */
export interface After {
  /** Years. */
  years?: number;
  /** Months. */
  months?: number;
  /** Weeks. */
  weeks?: number;
  /** Calendar days. */
  days?: number;
  /** Days that are worked. */
  working_days?: number;
  /** Hours from the moment of the event. */
  hours?: number;
  [extension: `x-${string}`]: unknown;
}

/** A day near the one reached. */
export type On = { day: number } | { weekday: number } | { dates: MonthDay[] } | { each: { [key: string]: Day } } | { edge: Edge };

/** Points of the calendar as the Civil Code (art. 146) has them: start the 1st, middle of a month the 15th and of a year 30 June, end the last day. */
export type Edge = "start-of-month" | "middle-of-month" | "end-of-month" | "start-of-quarter" | "end-of-quarter" | "start-of-year" | "middle-of-year" | "end-of-year";

export type Clock = string;

/** How "trước ngày N" is read. */
export type DayCounts = "before" | "through";

/** Where a last day goes that is not worked. */
export type Shift = "none" | "next-working-day" | "previous-working-day";

/** From when on reports may be sent. */
export type Opens = "period-start" | "period-end" | { "before-due": number } | "always";

/** What holds after the due instant. */
export interface Late {
  /** Whether the officer may leave out why. */
  reason_optional?: boolean;
  /** Late reports are not accepted. */
  refused?: boolean;
  /** How long after the due instant late reports are accepted; absent: always. */
  closes_after?: After;
  [extension: `x-${string}`]: unknown;
}

/** Until when a report may be corrected. */
export interface Corrections {
  /** How long. */
  within: After;
  /** Counted from here. */
  of?: CorrectedFrom;
  [extension: `x-${string}`]: unknown;
}

/** From where the time for corrections is counted. */
export type CorrectedFrom = "due" | "sent";

/** Whether "nothing to report" ("không phát sinh") is an answer. */
export type Nil = "allowed" | "required" | "forbidden";

/** Which tasks a report answers. */
export type Covers = "own" | { roles: Role[] } | "all" | { tasks: TaskId[] } | "none";

/** Which questions a report asks. */
export interface Outline {
  /** About each task, in this order. */
  entry?: NameOrQuestion[];
  /** About the whole, in this order. */
  sections?: NameOrQuestion[];
  /** Whether name, position, phone and e-mail of the reporter are asked. */
  reporter?: AskReporter;
  /** Leave the indicators out. */
  no_indicators?: boolean;
  [extension: `x-${string}`]: unknown;
}

/** A built-in question by its name, or a built-in one changed, or a new one. */
export type NameOrQuestion = FieldId | Question;

/**
 * A question in an outline.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type FieldId = string;

/** One question of an outline. A plain text, `"result"`, is a built-in question as it is; an object changes a built-in one or makes a new one. */
export interface Question {
  /** A built-in question, or the key of a new one. */
  field: FieldId;
  /** What is asked; needed for new ones. */
  label?: string;
  /** What kind of answer; needed for new ones. */
  kind?: AnswerKind;
  /** Whether an answer is required; absent: as the built-in one is, or not. */
  required?: boolean;
  /** Least length in characters. */
  min_length?: number;
  /** Greatest length in characters. */
  max_length?: number;
  /** Least number. */
  min?: Decimal;
  /** Greatest number. */
  max?: Decimal;
  /** The choices of `choice` and `choices`. */
  options?: Choice[];
  /** The files that `evidence` takes; absent: none. */
  files?: Files;
  /** What a number or a day is held against. */
  rules?: FigureRule[];
  /** When it is asked, and when an answer is required or allowed. */
  when?: When;
  /** What a number follows from, which is then not asked. */
  computed?: Computed;
  /** The columns and rows of `table`. */
  table?: Table;
  /** Help under the label. */
  help?: string;
  /** An answer as it may be, shown below the help. */
  example?: string;
  [extension: `x-${string}`]: unknown;
}

/** What kind of answer a question takes. */
export type AnswerKind = "line" | "text" | "integer" | "decimal" | "percent" | "money" | "date" | "choice" | "choices" | "yes-no" | "url" | "email" | "phone" | "evidence" | "table";

/** One choice. */
export interface Choice {
  /** Stable key. */
  id: OptionId;
  /** What the officer reads. */
  label: string;
  [extension: `x-${string}`]: unknown;
}

/**
 * A choice of a question.
 *
 * Not empty, at most 200 characters, no control characters, no white space at either end.
 */
export type OptionId = string;

/** Files that a question of evidence takes besides documents and links. */
export interface Files {
  /** Media types: `application/pdf`, or all of a kind, `image/*`. */
  types: string[];
  /** Most files of one answer; absent: 10. */
  most?: number;
  /** Most bytes of one file; absent: 10,000,000. */
  most_bytes?: number;
  /** Most bytes of a file that travels inside the report where the page names no `upload-endpoint`; absent: none does. All files of a report together have at most 3,000,000. */
  inline_bytes?: number;
  [extension: `x-${string}`]: unknown;
}

/** When a question is asked, and when an answer is required or allowed. */
export interface When {
  /** Asked only when this holds; what was answered before is kept on the device and not sent. */
  asked?: Condition;
  /** Required when this holds. */
  required?: Condition;
  /** An answer is right only while each of these holds. */
  allowed?: Allowed[];
  [extension: `x-${string}`]: unknown;
}

/** Something that holds of the answers of one task, or of the whole report, or does not. Of a blank answer nothing holds but what says `not`. */
export type Condition = { answered: FieldId } | { is: AnswerIs } | { above: Comparison } | { "at-least": Comparison } | { below: Comparison } | { "at-most": Comparison } | { equals: Comparison } | { all: Condition[] } | { any: Condition[] } | { not: Condition };

/** An answer that is looked for. */
export interface AnswerIs {
  /** The question. */
  field: FieldId;
  /** The answer as a report has it. */
  value: string;
  [extension: `x-${string}`]: unknown;
}

/** A number or a day beside another. */
export interface Comparison {
  /** The question. */
  field: FieldId;
  /** What its answer is held against. */
  than: Operand;
  [extension: `x-${string}`]: unknown;
}

/** What an answer is held against. */
export type Operand = { number: Decimal } | { date: Day } | { field: FieldId } | { total: TotalOf };

/** The sum below a column. */
export interface TotalOf {
  /** The question that is the table. */
  table: FieldId;
  /** One of its columns that have a sum. */
  column: FieldId;
  [extension: `x-${string}`]: unknown;
}

/** What has to hold of an answer, and what is said where it does not. */
export interface Allowed {
  /** What has to hold. */
  when: Condition;
  /** What the officer reads where it does not. */
  otherwise: string;
  /** What follows. */
  as?: Level;
  [extension: `x-${string}`]: unknown;
}

/** A number that follows from others, exactly. */
export type Computed = { sum: FieldId[] } | { difference: Difference } | { ratio: RatioOf };

/** The two numbers of a difference. */
export interface Difference {
  /** What is taken from. */
  from: FieldId;
  /** What is taken away. */
  less: FieldId;
  [extension: `x-${string}`]: unknown;
}

/** The two numbers of a ratio. */
export interface RatioOf {
  /** The part. */
  part: FieldId;
  /** The whole. */
  whole: FieldId;
  [extension: `x-${string}`]: unknown;
}

/** A table that is filled in: its columns, and rows that the plan names or that the officer adds. */
export interface Table {
  /** What is asked of each row, from left to right. */
  columns: Column[];
  /** The rows; none: the officer adds as many as there are. */
  rows?: Row[];
  /** Fewest rows that are filled in, where the officer adds them. */
  min_rows?: number;
  /** Most rows, where the officer adds them; absent: `Table::MAX_ROWS`. */
  max_rows?: number;
  [extension: `x-${string}`]: unknown;
}

/** A column. */
export interface Column {
  /** Stable key, by which reports name its cells. */
  id: FieldId;
  /** What stands above it. */
  title: string;
  /** The heading over this column and its neighbours with the same one. */
  group?: string;
  /** What its cells hold; absent: a line. */
  kind?: ColumnKind;
  /** What its numbers count ("người"), said in its heading. */
  unit?: string;
  /** Whether each row needs a cell of it; of rows that the officer adds those that have something. */
  required?: boolean;
  /** Least number. */
  min?: Decimal;
  /** Greatest number. */
  max?: Decimal;
  /** Most characters of a line or a text. */
  max_length?: number;
  /** What a `choice` chooses from. */
  options?: Choice[];
  /** What its numbers follow from in each row, which are then not asked. */
  computed?: Computed;
  /** Whether the sum of its numbers stands below it. */
  total?: boolean;
  /** Help for those who fill it in. */
  help?: string;
  /** A cell as it may be. */
  example?: string;
  [extension: `x-${string}`]: unknown;
}

/** What the cells of a column hold. */
export type ColumnKind = "line" | "text" | "integer" | "decimal" | "percent" | "money" | "date" | "choice";

/** A row that the plan names. */
export interface Row {
  /** Stable key, by which reports name it. */
  id: FieldId;
  /** What stands before it. */
  title: string;
  /** Its printed number ("1.2", "a"). */
  number?: string;
  /** The rows it is the sum of: its numbers are then not asked. */
  sum?: FieldId[];
  [extension: `x-${string}`]: unknown;
}

/** Whether the reporter's name and means of contact are asked. */
export type AskReporter = "required" | "optional" | "never";

/** Which parts of a report may be answered with "nothing to report" ("không phát sinh"), and where that needs a reason. */
export interface NilParts {
  /** Tasks that may be; absent: none. */
  tasks?: NilTasks;
  /** Questions about the whole that may be, by their keys. */
  sections?: FieldId[];
  /** Where a reason is asked, and required. */
  reason_for?: NilScope[];
  [extension: `x-${string}`]: unknown;
}

/** Tasks that may be answered with "nothing to report". */
export type NilTasks = "none" | "all" | { only: TaskId[] } | { except: TaskId[] };

/** What "nothing to report" is said of. */
export type NilScope = "report" | "tasks" | "sections";

/** What was arranged for some units outside the rules: more time, no report, a report on request. The plan states it, or the page or its backend does. */
export interface Arrangement {
  /** For whom; absent: everybody. */
  for?: Who;
  /** What it is. */
  is: Special;
  /** For these report kinds; absent: all. */
  reports?: KindId[];
  /** For these periods; absent: all. Of a request: the one period that it makes. */
  periods?: PeriodId[];
  /** Of a request: what to call what it asks about, in its own words. */
  title?: string;
  /** Of a request: the first day it asks about; absent: how things stand on the day `to`. */
  from?: Day;
  /** Of a request: the last day it asks about; absent: with `from` up to the day `until`, without it no days at all. */
  to?: Day;
  /** Of an extension or a request the last day that is on time; of all others the last due day it holds for, absent: without end. */
  until?: Day;
  /** Of an extension or a request: by what time of that day; absent: its end. */
  at?: Clock;
  /** Why, in words; officers read it. */
  reason: string;
  [extension: `x-${string}`]: unknown;
}

/** What can be arranged. */
export type Special = "exempt" | "extended" | "not-yet-member" | "sent-outside" | "approved" | "requested";

/** Short forms that stand in the plan's texts, each with what it stands for. */
export type Abbreviations = { [key: string]: string };

/** One unit's answer for one duty: all a receiver needs, without the plan at hand. */
export interface Report {
  /** Version of this format. */
  format: ReportFormat;
  /** Which plan. */
  plan: PlanRef;
  /** Who reports. */
  unit: UnitRef;
  /** Which duty. */
  kind: KindRef;
  /** What it covers. */
  period: PeriodRef;
  /** Until when, as the officer was shown it; absent where the plan names no day. */
  due?: DueRef;
  /** Whether and why it is late, as the device saw it. A claim: the receiver's clock decides. */
  late?: ReportLate;
  /** "Không phát sinh": nothing to report. */
  nil?: boolean;
  /** Why there is nothing to report, where the plan asks that. */
  nil_reason?: string;
  /** Whom to ask about it. */
  reporter?: Reporter;
  /** One per task, in the order of the plan. */
  entries?: Entry[];
  /** One per indicator, in the order of the plan. */
  indicators?: IndicatorResult[];
  /** What is said of the whole, by question; behind the key of one to which there is nothing to report `.nil` (`true`), and `.nil_reason` where the plan asks why. */
  sections?: { [key: string]: Answer };
  /** Whom `proposals-1`, `proposals-2`, … are addressed to, in this order. */
  addressees?: string[];
  /** From 1; a corrected report has the next one. */
  revision: number;
  /** The receipt of the report this one replaces. */
  supersedes?: string;
  /** Remarks of the office on the report this one replaces that the officer has marked as dealt with, as they were told. */
  remarks_done?: RemarkDone[];
  /** Who is logged in at the portal, if the page said so. */
  user?: string;
  /** Name and version of the program that made it. */
  client: string;
  /** When the officer sent it, RFC 3339 with offset: by the device's clock, set right where it was known to be wrong. A report that waited for a connection arrives later; whether it is late is the receiver's to say. */
  prepared_at: string;
  /** What the device's clock showed then, RFC 3339 with offset, where it was more than two minutes wrong. */
  device_clock?: string;
  [extension: `x-${string}`]: unknown;
}

/** Version of the report format. */
export type ReportFormat = "baocao-report/1";

/** A plan, recognisable. */
export interface PlanRef {
  /** Its id. */
  id: PlanId;
  /** Its version. */
  version: string;
  /** Its subject. */
  title: string;
  /** SHA-256 over its canonical JSON, in hexadecimal. */
  hash: string;
  [extension: `x-${string}`]: unknown;
}

/** A unit, recognisable. */
export interface UnitRef {
  /** Its id. */
  id: UnitId;
  /** Its name. */
  name: string;
  [extension: `x-${string}`]: unknown;
}

/** A duty, recognisable. */
export interface KindRef {
  /** Its id; `unstated` where the plan asks for no report. */
  id: KindId;
  /** Its title. */
  title: string;
  [extension: `x-${string}`]: unknown;
}

/** A period, recognisable. */
export interface PeriodRef {
  /** `2026-06`, `2026-H1`, `2026`, a name of the plan, or for reports without a period the day and minute at which the report was begun: `2026-06-18-0830`. */
  id: PeriodId;
  /** First day. */
  from?: Day;
  /** Last day; for reports without a period the day of sending. */
  to?: Day;
  /** Which of several reports about the period, where there are several. */
  round?: RoundId;
  /** Figures are those of the last day ("tính đến ngày …"). */
  as_of?: boolean;
  /** The day from which figures count, where that is before the first ("lũy kế"). */
  since?: Day;
  /** When the event was that the report is about, or the request arrived, where its deadline is counted from that: `2026-06-18`, or with the time of the plan's zone `2026-06-18T08:30`. */
  event?: string;
  /** The report was sent before its period had ended ("ước thực hiện"): its figures are estimates for the rest. */
  estimated?: boolean;
  [extension: `x-${string}`]: unknown;
}

/** A due instant with the words it comes from. */
export interface DueRef {
  /** The plan's words. */
  wording: string;
  /** The last day that is on time. */
  last_day: Day;
  /** The first moment that is late, RFC 3339 with offset. */
  until: string;
  /** The first moment at which it is not accepted any more, RFC 3339 with offset; absent: none. */
  closes?: string;
  /** Why the day is another one than the plan's rule gives: the reason of an extension or a request. */
  arranged?: string;
  [extension: `x-${string}`]: unknown;
}

/** That a report is late. */
export interface ReportLate {
  /** Why. */
  reason?: string;
  [extension: `x-${string}`]: unknown;
}

/** Whom to ask about a report. Used for that only. */
export interface Reporter {
  /** Full name. */
  name?: string;
  /** Position. */
  position?: string;
  /** Telephone. */
  phone?: string;
  /** E-mail. */
  email?: string;
  [extension: `x-${string}`]: unknown;
}

/** The answer to one task. */
export interface Entry {
  /** Which task. */
  task: TaskId;
  /** Its printed number. */
  number?: string;
  /** Its title. */
  title: string;
  /** What the unit does in it. */
  roles?: Role[];
  /** The answers, by question; `nil` (`true`) in place of all where there is nothing to report, with `nil_reason` where the plan asks why. */
  values?: { [key: string]: Answer };
  /** What the last report answered where this one is held against it, by question. */
  last?: { [key: string]: Decimal };
  [extension: `x-${string}`]: unknown;
}

/** Numbers as decimal texts, days as YYYY-MM-DD, texts in NFC. */
export type Answer = string | boolean | string[] | Evidence[] | TableAnswer;

/** A document (by number and day), a link or a file that proves a result. */
export interface Evidence {
  /** Number and symbol of the document. */
  number?: string;
  /** Its day. */
  date?: Day;
  /** What it is. */
  title?: string;
  /** Where it is: `http` or `https`. */
  url?: string;
  /** The file that it is. */
  file?: EvidenceFile;
  [extension: `x-${string}`]: unknown;
}

/** A file that proves a result. A report that goes out says of each where it was uploaded to, or holds it. */
export interface EvidenceFile {
  /** Its name on the device. */
  name: string;
  /** Its media type. */
  type: string;
  /** Bytes. */
  size: number;
  /** SHA-256 over its bytes, in lower-case hexadecimal. */
  sha256: string;
  /** Where it was uploaded to. */
  url?: string;
  /** Its bytes in base64, in place of `url`. */
  data?: string;
  [extension: `x-${string}`]: unknown;
}

/** A table in canonical form, with what follows from its cells. */
export interface TableAnswer {
  /** All rows that the plan names, else those that were filled in. */
  rows: AnswerRow[];
  /** The sums of the columns for which the plan asks them. */
  total?: { [key: string]: string };
  [extension: `x-${string}`]: unknown;
}

/** One row. */
export interface AnswerRow {
  /** Which one, where the plan names its rows. */
  row?: FieldId;
  /** Its cells; blank ones are absent. */
  cells?: { [key: string]: string };
  [extension: `x-${string}`]: unknown;
}

/** The result for one indicator. */
export interface IndicatorResult {
  /** Which indicator. */
  indicator: IndicatorId;
  /** Its title. */
  title: string;
  /** `value`, `part` and `whole` of a ratio, what was typed of earlier reports (`before`, `before-of`, `last`, `last-year`), and `note`, why it is what it is. */
  values?: { [key: string]: Answer };
  /** What it comes to with those of earlier reports; absent where the plan asks for no figures over time. */
  figures?: Figures;
  [extension: `x-${string}`]: unknown;
}

/** What an indicator comes to. Blank where nothing was entered, which is not 0; of 0 out of 0 nothing can be said. */
export interface Figures {
  /** The result of this period; of a ratio the percentage. */
  now?: Decimal;
  /** What the periods up to this one come to, where the plan says how. */
  cumulative?: Decimal;
  /** What earlier reports said. */
  past?: Past;
  /** What has to be reached this year. */
  goal?: Decimal;
  /** How much of it is reached, in percent, where more is better. */
  of_goal?: Decimal;
  [extension: `x-${string}`]: unknown;
}

/** Earlier figures of one indicator. */
export interface Past {
  /** What the periods before this one come to: their sum, the greatest, the last; of a ratio the sum of its parts. */
  before?: Decimal;
  /** Of a ratio the sum of the wholes, of an average the number of periods. */
  before_of?: Decimal;
  /** It is known that no period before this one has a result. */
  nothing_before?: boolean;
  /** The result of the last period that has one. */
  last?: Decimal;
  /** The result of the same period a year ago. */
  last_year?: Decimal;
  [extension: `x-${string}`]: unknown;
}

/** A remark that was dealt with. */
export interface RemarkDone {
  /** JSON Pointer into the report that was returned; none: of the whole. */
  pointer?: string;
  /** The words, as far as they go: at most `RemarkDone::MOST` characters. */
  detail: string;
  [extension: `x-${string}`]: unknown;
}

/** Proof of arrival, as far as the backend gives one. */
export interface Receipt {
  /** The backend's number. */
  number?: string;
  /** When the backend received it, RFC 3339. */
  received_at?: string;
  /** The backend's verdict; the device's is a claim. */
  late?: boolean;
  /** SHA-256 over the payload, made on the device. */
  hash: string;
  /** When it was sent by the device's clock, RFC 3339. */
  sent_at: string;
  [extension: `x-${string}`]: unknown;
}

/** A refusal as RFC 9457 has it, or as much of one as the backend's answer holds. */
export interface Problem {
  /** HTTP status. */
  status?: number;
  /** URI that names the kind of problem. */
  type?: string;
  /** Short text. */
  title?: string;
  /** Longer text. */
  detail?: string;
  /** What is wrong where. */
  errors?: ProblemError[];
  [extension: string]: unknown;
}

/** One mistake a backend found. */
export interface ProblemError {
  /** JSON Pointer into the report. */
  pointer: string;
  /** What is wrong. */
  detail: string;
  [extension: string]: unknown;
}

/** The earlier reports of one unit on one plan, the newest last. */
export interface ReportHistory {
  /** Version of this format. */
  format: HistoryFormat;
  /** As they arrived. */
  reports: PastReport[];
  [extension: `x-${string}`]: unknown;
}

/** Version of the history format. */
export type HistoryFormat = "baocao-history/1";

/** A report that arrived, and what the office made of it. */
export interface PastReport {
  /** The backend's number. */
  number: string;
  /** Id of its kind. */
  kind: KindId;
  /** Id of its period. */
  period: PeriodId;
  /** From 1. */
  revision: number;
  /** What the last review made of it. */
  state: ReviewState;
  /** What the last review said. */
  remarks?: Remark[];
  /** When it arrived, RFC 3339. */
  received_at: string;
  /** When it was last reviewed, RFC 3339. */
  reviewed_at?: string;
  /** The backend's verdict; none where no day is named. */
  late?: boolean;
  /** SHA-256 over the report. */
  hash: string;
  /** Where the report is, absolute or seen from the history's address. */
  url?: string;
  [extension: `x-${string}`]: unknown;
}

/** Where a report is in its review. */
export type ReviewState = "submitted" | "returned" | "approved" | "locked";

/** What an office says of a report. */
export interface Remark {
  /** JSON Pointer into the report; none: of the whole. */
  pointer?: string;
  /** The words. */
  detail: string;
  [extension: `x-${string}`]: unknown;
}

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
