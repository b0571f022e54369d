// The engine behind the page: the project's own Python, run by Pyodide, one question at a time.
// The worker's name says how Python starts: "snapshot" or "plain".

import { startFromSnapshot } from "./snapshot_start.js";
import { at, Failure, fetchFresh, verify } from "./downloads.js";

/** @import {PyodideAPI} from "pyodide" */
/** @import {SelfTest} from "./snapshot_start.js" */
/** @import {Part} from "./supply.js" */

/**
 * A question, and what this worker reports: how much of Python has arrived, that it is ready,
 * why it cannot start, or an answer.
 *
 * @typedef {object} Question
 * @property {number} id
 * @property {string} policy Empty where the request names several.
 * @property {string} request
 * @property {string} [question] What is asked; without it, the policy's decisions.
 * @property {boolean} [ahead] Whether nobody has asked it yet: failing is no failure.
 * @typedef {{kind: "progress", loaded: number, total: number}
 *   | {kind: "ready"}
 *   | {kind: "failed", reason: "browser" | "download" | "start" | "answer", detail: string}
 *   | {kind: "answer", id: number, answer: string}
 *   | {kind: "unanswered", id: number, detail: string}} Report
 */

const POLICIES = new URL("../../../policy/", import.meta.url);
const CALENDAR = new URL("../../../calendar.json", import.meta.url);
const LIBRARY = "python_stdlib_full.zip";
const PRACTICE = "tierquiz.zip";
/** What is asked for questions to practise; its request names the policies. */
const QUIZ = "quiz";
const EMPTY_WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

/** @typedef {object} Policy A policy, read by the engine and kept in Python. */
/** @typedef {object} Calendar The working calendars, kept there too. */

/** @type {Map<string, Promise<Policy>>} */
const policies = new Map();
/** @type {Map<string, Promise<string>>} */
const texts = new Map();
/** @type {Promise<Calendar> | null} */
let calendar = null;
/** @type {Promise<Practice> | null} */
let practice = null;

/** @type {(report: Report) => void} */
const report = (message) => self.postMessage(message);

const python = start().then(
  (engine) => {
    report({ kind: "ready" });
    return engine;
  },
  (error) => {
    const { reason, message } = error instanceof Failure ? error : new Failure("start", error);
    report({ kind: "failed", reason, detail: message });
    return null;
  },
);

self.addEventListener("message", async (/** @type {MessageEvent<Question | Part>} */ { data }) => {
  if (!("id" in data)) return;
  // A policy can arrive while Python starts; where it does not, its reader says so.
  if (data.policy) textOf(data.policy).catch(() => {});
  const engine = await python;
  if (!engine) return;
  try {
    report({ kind: "answer", id: data.id, answer: await answer(engine, data) });
  } catch (error) {
    if (data.ahead) {
      report({ kind: "answer", id: data.id, answer: "" });
    } else if (error instanceof Failure) {
      report({ kind: "unanswered", id: data.id, detail: error.message });
    } else {
      report({ kind: "failed", reason: "answer", detail: String(error) });
    }
  }
});

/**
 * What reads a policy and the calendar, and what answers requests; all of them speak JSON.
 *
 * @typedef {object} Engine
 * @property {(json: string, id: string) => Policy} load
 * @property {(policy: Policy, request: string) => string} answer
 * @property {(json: string) => Calendar} calendar
 * @property {(policy: Policy, calendar: Calendar, request: string) => string} question
 * @property {() => Promise<Practice>} practice Fetches what makes questions to practise.
 * @property {() => Promise<void>} complete Gives Python all of its library.
 * @typedef {(policies: Policy[], calendar: Calendar, request: string) => string} Practice
 */

/**
 * @param {Engine} engine
 * @param {Question} asked
 */
async function answer(engine, asked) {
  if (asked.question === QUIZ) return practise(engine, asked.request);
  const policy = await read(asked.policy, engine.load);
  const days = asked.question ? await workingDays(engine.calendar) : null;
  const ask = () =>
    days ? engine.question(policy, days, asked.request) : engine.answer(policy, asked.request);
  return withLibrary(engine, ask);
}

/**
 * Questions to practise, made from several policies.
 *
 * @param {Engine} engine
 * @param {string} request
 */
async function practise(engine, request) {
  /** @type {{policies: string[]}} */
  const { policies: ids } = JSON.parse(request);
  const [days, ...asked] = await Promise.all([
    workingDays(engine.calendar),
    ...ids.map((id) => read(id, engine.load)),
  ]);
  practice ??= withLibrary(engine, engine.practice);
  practice.catch(() => (practice = null));
  const make = await practice;
  return make(asked, days, request);
}

/**
 * Does something for which a part of Python's library may be missing.
 *
 * @template T
 * @param {Engine} engine
 * @param {() => T | Promise<T>} act
 */
async function withLibrary(engine, act) {
  try {
    return await act();
  } catch (error) {
    if (/** @type {{type?: string}} */ (error).type !== "ModuleNotFoundError") throw error;
    await engine.complete();
    return act();
  }
}

/**
 * Starts Python and finds the engine in it.
 *
 * @returns {Promise<Engine>}
 */
async function start() {
  try {
    new WebAssembly.Module(EMPTY_WASM);
  } catch (error) {
    throw new Failure("browser", error);
  }
  if (self.name === "plain") {
    const { startPlainly } = await import("./plain_start.js");
    const tell = (/** @type {number} */ loaded, /** @type {number} */ total) =>
      report({ kind: "progress", loaded, total });
    return engineIn(await startPlainly(tell));
  }
  const { python, selfTest } = await startFromSnapshot();
  return tested(engineIn(python), selfTest);
}

/**
 * @param {PyodideAPI} pyodide
 * @returns {Engine}
 */
function engineIn(pyodide) {
  // A package that could not be fetched, or is not the one in the lock, shows only here.
  const tiercalc = pyodide.pyimport("tiercalc");
  const { loads } = pyodide.pyimport("json");
  return {
    load: (json, id) => tiercalc.load(loads(json), id),
    answer: tiercalc.answer_text,
    calendar: (json) => tiercalc.read_calendars(loads(json)),
    question: tiercalc.question_text,
    practice: async () => {
      const place = `/lib/${PRACTICE}`;
      pyodide.FS.writeFile(place, await hosted(PRACTICE));
      const { path } = pyodide.pyimport("sys");
      if (!path.includes(place)) path.append(place);
      pyodide.pyimport("importlib").invalidate_caches();
      const { quiz_text: make } = pyodide.pyimport("tierquiz");
      return (asked, days, request) => {
        // What Python takes out of an array of JavaScript's it would destroy.
        const list = pyodide.toPy(asked);
        try {
          return make(list, days, request);
        } finally {
          list.destroy();
        }
      };
    },
    complete: async () => {
      const [major, minor] = pyodide.pyimport("sys").version_info;
      pyodide.FS.writeFile(`/lib/python${major}${minor}.zip`, await hosted(LIBRARY));
      pyodide.pyimport("importlib").invalidate_caches();
    },
  };
}

/**
 * A file of the runtime that only some pages need.
 *
 * @param {string} name
 */
async function hosted(name) {
  const { files } = await (await fetchFresh(at("manifest.json"))).json();
  return new Uint8Array(await verify(await fetchFresh(at(name)), name, files));
}

/**
 * @param {Engine} engine
 * @param {SelfTest} selfTest
 */
function tested(engine, { policy, request, answer }) {
  if (engine.answer(engine.load(policy, "self-test"), request) !== answer) {
    throw new Error("the engine does not answer as it did when the snapshot was taken");
  }
  return engine;
}

/**
 * A policy's JSON, fetched once.
 *
 * @param {string} id
 */
function textOf(id) {
  const known = texts.get(id);
  if (known) return known;
  const text = fetchFresh(new URL(`${encodeURIComponent(id)}.json`, POLICIES))
    .then((response) => response.text());
  text.catch(() => texts.delete(id));
  texts.set(id, text);
  return text;
}

/**
 * A policy, read once.
 *
 * @param {string} id
 * @param {(json: string, id: string) => Policy} load
 */
function read(id, load) {
  const known = policies.get(id);
  if (known) return known;
  const policy = textOf(id).then((json) => load(json, id));
  policy.catch(() => policies.delete(id));
  policies.set(id, policy);
  return policy;
}

/**
 * The working calendar, fetched and read once, when a question first needs it.
 *
 * @param {(json: string) => Calendar} readCalendar
 */
function workingDays(readCalendar) {
  calendar ??= fetchFresh(CALENDAR)
    .then((response) => response.text())
    .then(readCalendar);
  calendar.catch(() => (calendar = null));
  return calendar;
}
