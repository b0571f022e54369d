// The engine behind the page: the project's own Python, run by Pyodide, one question at a time.

/**
 * A question, and what this worker reports: how much of Python has arrived, that it is ready,
 * why it cannot start, or an answer.
 *
 * @typedef {{id: number, policy: string, request: string, question?: string}} Question What is
 *   asked; without `question` the policy's decisions.
 * @typedef {{kind: "progress", loaded: number, total: number}
 *   | {kind: "ready"}
 *   | {kind: "failed", reason: "browser" | "download" | "start", detail: string}
 *   | {kind: "answer", id: number, answer: string}
 *   | {kind: "unanswered", id: number, detail: string}} Report
 */

const RUNTIME = new URL("../../runtime/", import.meta.url);
const POLICIES = new URL("../../policy/", import.meta.url);
const CALENDAR = new URL("../../calendar.json", import.meta.url);
const EMPTY_WASM = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

const download = self.fetch.bind(self);

/** @typedef {object} Policy A policy, read by the engine and kept in Python. */
/** @typedef {object} Calendar The working calendar, kept there too. */

/** @type {Map<string, Promise<Policy>>} */
const policies = new Map();
/** @type {Promise<Calendar> | null} */
let calendar = null;

/** @type {(report: Report) => void} */
const report = (message) => self.postMessage(message);

/** Why Python cannot start. */
class Failure extends Error {
  /**
   * @param {"browser" | "download" | "start"} reason
   * @param {unknown} cause
   */
  constructor(reason, cause) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.reason = reason;
  }
}

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

self.addEventListener("message", async (/** @type {MessageEvent<Question>} */ { data }) => {
  const engine = await python;
  if (!engine) return;
  try {
    const policy = await read(data.policy, engine.load);
    const answer = data.question
      ? engine.question(policy, await workingDays(engine.calendar), data.request)
      : engine.answer(policy, data.request);
    report({ kind: "answer", id: data.id, answer });
  } catch (error) {
    report({ kind: "unanswered", id: data.id, detail: String(error) });
  }
});

/**
 * Loads Python and the engine.
 *
 * @returns {Promise<{
 *   load: (json: string, id: string) => Policy,
 *   answer: (policy: Policy, request: string) => string,
 *   calendar: (json: string) => Calendar,
 *   question: (policy: Policy, calendar: Calendar, request: string) => string,
 * }>} What reads a policy and the calendar, and what answers requests; all of them speak JSON.
 */
async function start() {
  try {
    new WebAssembly.Module(EMPTY_WASM);
  } catch (error) {
    throw new Failure("browser", error);
  }
  // `loadPyodide` waits for ever for a file that does not come.
  /** @type {(failure: Failure) => void} */
  let giveUp = () => {};
  const broken = new Promise((_, reject) => (giveUp = reject));
  const pyodide = await Promise.race([broken, loadPython(giveUp)]);
  // A package that could not be fetched, or is not the one in the lock, shows only here.
  const tiercalc = pyodide.pyimport("tiercalc");
  const { loads } = pyodide.pyimport("json");
  return {
    load: (json, id) => tiercalc.load(loads(json), id),
    answer: tiercalc.answer_text,
    calendar: (json) => tiercalc.read_calendar(loads(json)),
    question: tiercalc.question_text,
  };
}

/** @param {(failure: Failure) => void} giveUp */
async function loadPython(giveUp) {
  const script = import(at("pyodide.mjs")).catch((error) => {
    throw new Failure("download", error);
  });
  const [{ loadPyodide }] = await Promise.all([script, watchDownloads(giveUp)]);
  return loadPyodide({
    indexURL: RUNTIME.href,
    lockFileURL: at("pyodide-lock.json"),
    packageBaseUrl: RUNTIME.href,
    packages: ["tiercalc"],
  });
}

/**
 * Counts the bytes that Pyodide fetches, as told by the runtime's manifest, and notices at once
 * when one of its files does not come.
 *
 * @param {(failure: Failure) => void} giveUp
 */
async function watchDownloads(giveUp) {
  const manifest = await fetchFresh(at("manifest.json")).then((response) => response.json());
  /** @type {[string, {size: number}][]} */
  const files = Object.entries(manifest.files);
  const fetched = files.filter(([name]) => !name.endsWith(".mjs"));
  const sizes = new Map(fetched.map(([name, { size }]) => [at(name), size]));
  const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  self.fetch = async (input, init) => {
    const response = await fetchFresh(input, init).catch((failure) => {
      giveUp(failure);
      throw failure;
    });
    if (!sizes.has(response.url) || !response.body) return response;
    const counted = new TransformStream({
      transform(chunk, stream) {
        loaded += chunk.byteLength;
        report({ kind: "progress", loaded, total });
        stream.enqueue(chunk);
      },
    });
    return new Response(response.body.pipeThrough(counted), response);
  };
}

/**
 * Fetches a file of this site. A copy that the browser keeps is used only if it is still the
 * site's: runtime, lock and policy belong together.
 *
 * @param {RequestInfo | URL} input
 * @param {RequestInit} [init]
 */
async function fetchFresh(input, init) {
  const response = await download(input, { ...init, cache: "no-cache" }).catch((error) => {
    throw new Failure("download", `${input}: ${error.message}`);
  });
  if (!response.ok) throw new Failure("download", `${response.url}: ${response.status}`);
  return response;
}

/** @param {string} name */
function at(name) {
  return new URL(name, RUNTIME).href;
}

/**
 * A policy, fetched and read once.
 *
 * @param {string} id
 * @param {(json: string, id: string) => Policy} load
 */
function read(id, load) {
  const known = policies.get(id);
  if (known) return known;
  const policy = fetchFresh(new URL(`${encodeURIComponent(id)}.json`, POLICIES))
    .then((response) => response.text())
    .then((json) => load(json, id));
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
