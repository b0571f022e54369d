// Starts the worker with the engine in it, asks it, and notices when it falls silent.

import { supply } from "./supply.js";
import { whenWanted } from "./when_wanted.js";

/** @import {Question, Report} from "./worker.js" */

/**
 * A question that has been asked, and who waits for its answer.
 *
 * @typedef {object} Waiting
 * @property {Question} question
 * @property {(answer: string) => void} resolve
 * @property {(error: Error) => void} reject
 */

/** A worker that says nothing for so long, while something is expected of it, is given up. */
const SILENCE_MS = 30_000;

/** So many answers are kept for requests that are likely to come. */
const FORESEEN = 40;

const REASONS = {
  old: "这个浏览器太旧，运行不了计算器。请换用 Edge、Chrome、Firefox 或 Safari 的新版本。",
  browser: "这个浏览器不允许运行计算器需要的 WebAssembly，请换一个浏览器，或请管理员放行。",
  download: "计算器的文件没有下载成功，可能是断网，也可能是网站正在更新。",
  start: "计算器没能启动。",
  silence: `计算器等了 ${SILENCE_MS / 1000} 秒没有动静，可能是网络太慢。`,
  answer: "这次没有算成。",
};

/**
 * The one engine of a page. It fires `change` whenever `state`, `progress` or `problem` changes;
 * the state also stands in `<html data-engine>`, and how Python was started in `data-boot`.
 */
class Engine extends EventTarget {
  /** @type {"idle" | "loading" | "ready" | "failed"} */
  state = "idle";
  /** Bytes of Python that have arrived, and all there are. */
  progress = { loaded: 0, total: 0 };
  /** Why it failed: a sentence for the reader, and what the browser said. */
  problem = { sentence: "", detail: "" };

  /** @type {Worker | null} */
  #worker = null;
  /** Says when the worker has been given up. */
  #dropped = new AbortController();
  /** @type {Map<number, Waiting>} */
  #waiting = new Map();
  /** Answers that were foreseen, the latest last. @type {Map<string, string>} */
  #foreseen = new Map();
  /** How Python is started: from a snapshot of its memory, and if that fails without. */
  #boot = "snapshot";
  #asked = 0;
  #alarm = 0;

  /** Starts loading, unless it has been started; after a failure it tries again. */
  start() {
    if (!this.#worker) this.#launch("snapshot");
  }

  /** @param {"snapshot" | "plain"} boot */
  #launch(boot) {
    this.#boot = boot;
    this.progress = { loaded: 0, total: 0 };
    const script = new URL("./worker.js", import.meta.url);
    const worker = moduleWorker(script, boot);
    if (!worker) {
      this.#giveUp("old", "no module workers");
      return;
    }
    this.#worker = worker;
    this.#dropped = new AbortController();
    worker.onmessage = ({ data }) => this.#hear(data);
    worker.onerror = (event) => {
      event.preventDefault();
      this.#fail("start", event.message ?? "");
    };
    if (boot === "snapshot") this.#supply(worker, this.#dropped.signal);
    for (const { question } of this.#waiting.values()) worker.postMessage(question);
    this.#become("loading");
    this.#listen();
  }

  /**
   * @param {Worker} worker
   * @param {AbortSignal} dropped
   */
  #supply(worker, dropped) {
    const tell = (/** @type {number} */ loaded, /** @type {number} */ total) => {
      if (!dropped.aborted) this.#hear({ kind: "progress", loaded, total });
    };
    supply(worker, tell, dropped).catch(({ reason, message }) => {
      if (!dropped.aborted) this.#fail(reason, message);
    });
  }

  #drop() {
    this.#dropped.abort();
    this.#worker?.terminate();
    this.#worker = null;
    // The next worker may read a newer policy.
    this.#foreseen.clear();
  }

  /**
   * Answers a request about a policy; starts the engine if need be.
   *
   * @param {string} policy Its id.
   * @param {object} request The day, inputs and trial values, as texts.
   * @param {string} [question] What is asked: due, timeline …; without it, the decisions.
   * @returns {Promise<string>} The answer's JSON. Rejects when the engine fails.
   */
  ask(policy, request, question) {
    this.start();
    const asked = { policy, question, request: JSON.stringify(request) };
    const foreseen = this.#foreseen.get(keyOf(asked));
    return foreseen ? Promise.resolve(foreseen) : this.#post(asked);
  }

  /**
   * Has a request answered as `ask` does, for practice: it starts nothing, nobody waits for the
   * answer, and one that cannot be given is no failure.
   *
   * @param {string} policy
   * @param {object} request
   * @param {string} [question]
   * @returns {Promise<string>} The answer's JSON; empty where there is none.
   */
  async rehearse(policy, request, question) {
    if (this.state !== "ready") return "";
    const asked = { policy, question, request: JSON.stringify(request), ahead: true };
    return this.#post(asked).catch(() => "");
  }

  /**
   * Rehearses a request that is likely to come, and keeps the answer for it.
   *
   * @param {string} policy
   * @param {object} request
   * @param {string} [question]
   * @returns {Promise<string>} As `rehearse` has it.
   */
  async foresee(policy, request, question) {
    const key = keyOf({ policy, question, request: JSON.stringify(request) });
    const { signal } = this.#dropped;
    const answer = this.#foreseen.get(key) ?? (await this.rehearse(policy, request, question));
    if (signal.aborted) return "";
    this.#foreseen.delete(key);
    if (answer) this.#foreseen.set(key, answer);
    const [oldest] = this.#foreseen.keys();
    if (this.#foreseen.size > FORESEEN && oldest) this.#foreseen.delete(oldest);
    return answer;
  }

  /**
   * @param {Omit<Question, "id">} asked
   * @returns {Promise<string>} Rejects at once where no worker could be made.
   */
  #post(asked) {
    if (!this.#worker) return Promise.reject(new Error(this.problem.detail));
    const question = { ...asked, id: ++this.#asked };
    this.#worker.postMessage(question);
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, { question, resolve, reject });
      this.#listen();
    });
  }

  /** @param {Report} report */
  #hear(report) {
    if (report.kind === "progress") {
      this.progress = { loaded: report.loaded, total: report.total };
      this.#become("loading");
    } else if (report.kind === "ready") {
      document.documentElement.dataset.boot = this.#boot;
      this.#become("ready");
    } else if (report.kind === "failed") {
      this.#fail(report.reason, report.detail);
    } else if (report.kind === "unanswered") {
      this.#giveUp("answer", report.detail);
    } else {
      this.#waiting.get(report.id)?.resolve(report.answer);
      this.#waiting.delete(report.id);
    }
    this.#listen();
  }

  /** Waits for the next word, if one is due. */
  #listen() {
    clearTimeout(this.#alarm);
    if (this.state === "loading" || this.#waiting.size > 0) {
      this.#alarm = window.setTimeout(() => this.#fail("silence", ""), SILENCE_MS);
    }
  }

  /**
   * A snapshot that is of no use is no trouble to the reader: Python starts without.
   *
   * @param {keyof typeof REASONS} reason
   * @param {string} detail
   */
  #fail(reason, detail) {
    if (this.#boot === "plain" || reason === "browser") {
      this.#giveUp(reason, detail);
      return;
    }
    console.info(`tierbook: Python starts without its snapshot (${reason}: ${detail})`);
    this.#drop();
    this.#launch("plain");
  }

  /**
   * @param {keyof typeof REASONS} reason
   * @param {string} detail
   */
  #giveUp(reason, detail) {
    this.#drop();
    this.problem = { sentence: REASONS[reason], detail };
    this.#become("failed");
    for (const { reject } of this.#waiting.values()) reject(new Error(detail));
    this.#waiting.clear();
    this.#listen();
  }

  /** @param {Engine["state"]} state */
  #become(state) {
    this.state = state;
    document.documentElement.dataset.engine = state;
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {Omit<Question, "id">} asked */
function keyOf({ policy, question, request }) {
  return JSON.stringify([policy, question, request]);
}

/**
 * A worker that is a module; null where the browser has none, and would take it for a classic one.
 *
 * @param {URL} script
 * @param {string} name
 */
function moduleWorker(script, name) {
  let known = false;
  const options = {
    name,
    get type() {
      known = true;
      return /** @type {const} */ ("module");
    },
  };
  try {
    const worker = new Worker(script, options);
    if (known) return worker;
    worker.terminate();
  } catch {
    // Said like the other.
  }
  return null;
}

export const engine = new Engine();
whenWanted(() => engine.start());
