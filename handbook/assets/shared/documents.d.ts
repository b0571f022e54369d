// Written by `make contract` from the documents of the engine; change them there.

import type { Said } from "./said.js";

/** The same, as the page gets it. */
export interface PageAnswer {
  policy: string;
  title: string;
  version: string;
  /** The day whose figures count. */
  on: string;
  /** Whether the policy holds on that day; where it does not, nothing is determined. */
  in_force: "not_yet" | "yes" | "ended";
  given: Given[];
  /** The outcome of the policy's first decision. */
  tier: string | string[] | null;
  outcomes: Record<string, string | string[] | null>;
  /** The decisions that hang on what is not known. */
  undetermined: string[];
  amounts: Record<string, string | null>;
  amount_headlines: Record<string, string>;
  amount_texts: Record<string, Said>;
  amount_rulings: Record<string, Ruling[]>;
  decisions: Record<string, Decision>;
  /** The answer as text, to a page that asks for it. */
  report?: string;
  /** What could not be read and was left out. */
  errors: Error[];
}

/** What was filled in, or a figure on trial. */
export interface Given {
  kind: "input" | "figure";
  id: string;
  text: Said;
}

/** A question that the source leaves open, and how the company has answered it. */
export interface Ruling {
  id: string;
  question: Said;
  /** Null while nobody has decided. */
  ruling: Said | null;
  /** The same, or the sentence that nobody has decided, or can, since the source has lost it. */
  answer: Said;
  undecided: boolean;
  lost: boolean;
}

/** A decision's answer beside those of the others. */
export interface Decision {
  decision: string;
  label: string;
  /** One value, or the labels that are certain; null for none and while it is not determined. */
  outcome: string | string[] | null;
  outcome_label: string | string[] | null;
  /** Whether anything was given that it could use. */
  asked: boolean;
  undetermined: boolean;
  possible: (string | null)[];
  missing: Missing[];
  text: Said;
  /** The outcome in a word. */
  headline: string;
  /** What the headline does not say and no list repeats. */
  brief: Said;
  clause: Said;
  ruling: Ruling[];
  /** Whether it only shows how the company judges, and brings nothing. */
  illustration: boolean;
  trace: Rule[];
  position: Position | null;
  /** The way up; at most one. */
  next: Next[];
  entitlements: Entitlement[];
  /** That the source names more than it lists, in words; empty where it lists them whole. */
  entitlements_listed: string;
  duties: Duty[];
  /** That another answer ends what this one brings; empty where none does. */
  caution: string;
}

/** What would have to be known, or an event of which the moment or its time is not known. */
export interface Missing {
  kind: "input" | "figure" | "ruling" | "question" | "event" | "time";
  id: string;
  label: Said;
}

/** A rule of a decision table, and whether it holds. */
export interface Rule {
  /** Its place in the table, from 1. */
  rule: number;
  outcome: string | null;
  outcome_label: string | null;
  /** What it comes to. */
  name: string;
  /** The ruling that leaves its case open. */
  open: string | null;
  verdict: "true" | "false" | "unknown";
  /** Whether the answer rests on it. */
  decisive: boolean;
  may: boolean;
  clause: Said;
  ruling: string | null;
  text: Said;
  /** What makes it hold or not. */
  why: Said;
  tree: Group | Test;
}

/** Conditions that must all hold, of which one must, or that must not. */
export interface Group {
  kind: "all" | "any" | "not";
  verdict: "true" | "false" | "unknown";
  text: Said;
  parts: (Group | Test)[];
}

/** One input against what is required of it. */
export interface Test {
  kind: "test";
  input: string;
  label: string;
  operator: string;
  given: string | boolean | string[] | null;
  required: string[];
  /** Whether the text counts what is required instead of naming it. */
  folded: boolean;
  figure: string | null;
  clause: Said;
  verdict: "true" | "false" | "unknown";
  text: Said;
}

/** Where the customer stands, the highest place first. */
export interface Position {
  rungs: Rung[];
  /** The one number that decides; it has limits on the rungs. */
  input: string | null;
  value: string | null;
  tracks: Track[];
  text: string;
}

/** A place to stand on. */
export interface Rung {
  outcome: string | null;
  label: string;
  state: "here" | "higher" | "lower" | "possible";
  /** Says that state. */
  word: string;
  /** What it takes to stand no lower. */
  limit: string | null;
  /** How high on it the customer's number stands, from 0 to 1. */
  reach: string | null;
}

/** A number and the limits that it is compared with, the lowest first. */
export interface Track {
  input: string;
  value: string | null;
  /** How many limits it has passed, and its share of the way on. */
  reach: string | null;
  limits: Limit[];
  text: string;
}

/** A side of a number on which the value has to be. */
export interface Limit {
  /** Who asks for it. */
  label: string;
  text: string;
  short: string;
  /** Null while that hangs on what is not filled in. */
  met: boolean | null;
  /** Which number it is, counted from the lowest; two may be the two sides of one. */
  place: number;
}

/** The next higher value, with every least way to it. */
export interface Next {
  outcome: string;
  outcome_label: string;
  ways: Change[][];
  text: Said;
}

/** What one input has to become, from what it is. */
export interface Change {
  from: string | boolean | string[] | null;
  input: string;
  label: string;
  to: string | boolean | string[] | null;
  /** How much is lacking, where it adds up. */
  by: string | boolean | string[] | null;
}

/** A service that the outcome brings. */
export interface Entitlement {
  service: string;
  label: string;
  quantity: string | null;
  unit: string;
  text: Said;
  clause: Said;
  certain: boolean;
  may: boolean;
  /** How surely it is given. */
  standing: "given" | "may" | "conditional" | "open";
  standing_label: string;
  /** What it hangs on while that is unknown. */
  condition: Said;
}

/** What one role has to do. */
export interface Duty {
  role: string;
  label: string;
  tasks: Task[];
  penalties: Penalty[];
  /** What the tasks rest on. */
  ruling: Ruling[];
}

/** Something that a role has to do. */
export interface Task {
  text: Said;
  /** In which case only, while that is not known; empty where it is to be done for sure. */
  condition: Said;
  when: Said | null;
  deadline: string | null;
  process: string | null;
  step: string | null;
  form: Named[];
  clause: Said;
}

/** A thing of the policy, with the name that readers know it by. */
export interface Named {
  id: string;
  label: string;
}

/** What slip costs what. */
export interface Penalty {
  penalty: string;
  text: Said;
  clause: Said;
}

/** What could not be read, or why there is no answer. */
export interface Error {
  /** What is wrong, in a word for programs: `unknown-value`. */
  code: string;
  /** What it is about: an input, a figure, an option, a file. */
  input: string;
  message: string;
}

/** What stands in the place of an answer. */
export interface Failed {
  error: Error;
  /** To the page: what else is wrong. */
  errors?: Error[];
}

/** `tierbook due`: when a deadline falls, with its entry for a calendar. */
export interface Due {
  from: string;
  policy: string;
  version: string;
  /** The day whose figures count. */
  on: string;
  deadline: string;
  label: string;
  /** From what it counts; null where it comes round by itself. */
  event: Named | null;
  /** A day, or a moment for hours and minutes; null while it is not known or does not hold. */
  due: string | null;
  undetermined: boolean;
  missing: Missing[];
  /** The figures on trial that the count hangs on. */
  given: Given[];
  /** Why a holiday notice may still change the answer; null where none can. */
  provisional: Said | null;
  instead: Instead | null;
  text: Said;
  clause: Said;
  ruling: Ruling[];
  entries: Entry[];
}

/** The deadline that holds in the place of the one asked about. */
export interface Instead {
  id: string;
  label: string;
  due: string | null;
}

/** What is due, as an entry of a calendar. */
export interface Entry {
  /** The same for the same thing from the same start, so that a later entry replaces it. */
  id: string;
  at: string;
  title: string;
  note: string;
}

/** `tierbook timeline`: a process, and those that its events start, laid in time. */
export interface Timeline {
  policy: string;
  version: string;
  on: string;
  process: Named;
  events: Event[];
  undetermined: boolean;
  missing: Missing[];
  given: Given[];
  steps: Step[];
  counts: Count[];
  /** Every day from the first moment to the last; empty where there are none or too many. */
  days: Day[];
  /** Why a holiday notice may still change some of the moments; null where none can. */
  provisional: Said | null;
  entries: Entry[];
  text: Said;
}

/** An event with its moment, null while that is not given. */
export interface Event {
  id: string;
  label: string;
  at: string | null;
  text: string;
}

/** A step of a process, laid in time. */
export interface Step {
  process: string;
  process_label: string;
  number: number;
  step: string;
  by: Named[];
  does: Said;
  form: Named[];
  /** To whom the form or the thing is handed. */
  to: Named[];
  tells: Named[];
  /** What it brings about. */
  event: Named | null;
  deadline: Named | null;
  due: string | null;
  /** Whether the count begins at the latest moment of its event. */
  latest: boolean;
  undetermined: boolean;
  /** Whether a holiday notice may still change the moment, or that from which it is counted. */
  provisional: boolean;
  /** By when, in words. */
  when: Said;
  text: Said;
  clause: Said;
  ruling: Ruling[];
}

/** How the moment of a deadline was counted. */
export interface Count {
  deadline: string;
  text: Said;
  clause: Said;
  ruling: Ruling[];
}

/** A day, and whether people work on it. */
export interface Day {
  day: string;
  working: boolean;
  /** Whether it is worked in exchange for another day. */
  exchanged: boolean;
  /** Whether a holiday notice may still change that. */
  provisional: boolean;
}

/** `tierbook who`: who is told what, by whom and by when. */
export interface Who {
  policy: string;
  version: string;
  on: string;
  about: About;
  events: Event[];
  /** All who learn of something. */
  roles: Named[];
  missing: Missing[];
  notices: Notice[];
  counts: Count[];
  text: Said;
}

/** What is asked about. */
export interface About {
  kind: "event" | "process" | "step";
  id: string;
  label: string;
}

/** A step of which somebody learns. */
export interface Notice {
  process: string;
  process_label: string;
  number: number;
  step: string;
  by: Named[];
  does: Said;
  form: Named[];
  /** To whom the form or the thing is handed. */
  to: Named[];
  tells: Named[];
  /** What it brings about. */
  event: Named | null;
  deadline: Named | null;
  due: string | null;
  /** Whether the count begins at the latest moment of its event. */
  latest: boolean;
  undetermined: boolean;
  /** Whether a holiday notice may still change the moment, or that from which it is counted. */
  provisional: boolean;
  /** By when, in words. */
  when: Said;
  text: Said;
  clause: Said;
  ruling: Ruling[];
  learns: Named[];
}

/** `tierbook fine`: what penalties cost. */
export interface Fine {
  policy: string;
  version: string;
  /** In 元; null while a fine that belongs to it is left open. */
  total: string | null;
  by_role: Record<string, string | null>;
  unassigned: string | null;
  undetermined: boolean;
  missing: Missing[];
  /** What the fines rest on. */
  ruling: PenaltiesRuling[];
  /** How two of these penalties go together. */
  open: PenaltiesRuling[];
  consequences: Consequence[];
  items: FineItem[];
  text: Said;
}

/** A ruling, with the penalties that it bears on here. */
export interface PenaltiesRuling {
  id: string;
  question: Said;
  /** Null while nobody has decided. */
  ruling: Said | null;
  /** The same, or the sentence that nobody has decided, or can, since the source has lost it. */
  answer: Said;
  undecided: boolean;
  lost: boolean;
  penalties: string[];
}

/** What follows that is no sum of money. */
export interface Consequence {
  penalty: string;
  role: string | null;
  count: number;
  text: Said;
  clause: Said;
}

/** One penalty that happened so many times. */
export interface FineItem {
  penalty: string;
  /** Its place among the penalties, from 1. */
  number: number;
  /** Null where it is put down to nobody. */
  role: string | null;
  role_label: string | null;
  count: number;
  /** In 元 for one occurrence; null where it is no sum of money or is left open. */
  fine: string | null;
  /** For all occurrences. */
  amount: string | null;
  clause: Said;
  /** The first of `rulings`. */
  ruling: string | null;
  rulings: string[];
  text: Said;
}

/** `tierbook kit`: what to lay ready for so many guests. */
export interface Kit {
  policy: string;
  version: string;
  on: string;
  counts: Guests[];
  items: KitItem[];
  /** What stands above the items that are not counted. */
  uncounted_label: string;
  undetermined: boolean;
  missing: Missing[];
  given: Given[];
  ruling: Ruling[];
  text: Said;
}

/** So many of one value of a scale. */
export interface Guests {
  scale: string;
  value: string;
  label: string;
  count: number;
}

/** One service for these guests. */
export interface KitItem {
  service: string;
  label: string;
  /** Whether it is laid ready by number; else it stands in words. */
  counted: boolean;
  unit: string;
  total: string | null;
  known: string | null;
  undetermined: boolean;
  missing: Missing[];
  rulings: string[];
  /** Different things apart; of those to choose from there is no total. */
  sums: Sum[];
  parts: Part[];
  clause: Said;
  text: Said;
}

/** How much of one thing. */
export interface Sum {
  /** What tells it from others of the same name. */
  note: string;
  /** Null while a quantity in it is open. */
  total: string | null;
  known: string;
  unit: string;
  text: Said;
}

/** What the guests of one value need. */
export interface Part {
  label: string;
  count: number;
  each: string | null;
  text: Said;
  clause: Said;
}

/** `tierbook quiz`: a paper. */
export interface Quiz {
  seed: string;
  /** The day whose rules and figures count. */
  on: string;
  role: string | null;
  /** The version of each policy that the paper is made from. */
  versions: Record<string, string>;
  /** Fewer than asked for, where the policies give no more. */
  questions: QuizQuestion[];
}

/** One question. */
export interface QuizQuestion {
  id: string;
  policy: string;
  /** The policy's. */
  title: string;
  kind: string;
  kind_label: string;
  /** What it is about; another question on it has other numbers. */
  topic: string;
  /** Whether one option is right, all of some are, or the options are put in order. */
  how: "one" | "several" | "order";
  text: Said;
  options: QuizOption[];
  /** With the key: the options that are right, in the order wanted where `how` is `order`. */
  answer?: string[];
  /** With the key: the calculator's own reason; else empty. */
  why: Said;
  /** With the key; else empty. */
  clause: Said;
  /** With the key: what the calculator can be opened with. */
  case?: QuizCase | null;
}

/** An answer to choose. */
export interface QuizOption {
  id: string;
  text: Said;
  /** With the key: why it is wrong; empty where it is right. */
  mistake?: Said;
}

/** The case of a question, as a form of the site takes it. */
export interface QuizCase {
  form: "decision" | "due" | "fine" | "kit";
  /** The decision, or the deadline. */
  about: string;
  /** What is filled in, by name. */
  values: Record<string, string>;
  /** The day, where it is part of the question. */
  on: string | null;
}
