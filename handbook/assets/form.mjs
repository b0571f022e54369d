// One calculator: its form, the address, the engine and the answer brought together.

import { readAddress, writeAddress } from "./address.mjs";
import { clearAnswer, inShort, showAnswer } from "./answer.mjs";
import { engine } from "./engine.mjs";
import { fillFields, focusField, readFields, settleTicks, showErrors } from "./fields.mjs";

/** @import {Answer} from "./answer.mjs" */

// Errors of these kinds are about a trial value.
const TRIAL_ERRORS = ["bad-figure", "unknown-figure", "order"];
const FIRST_RESULT = "calc:first-result";
const MEGABYTE = 1_000_000;

/** @type {WeakMap<Element, Calculator>} */
const calculators = new WeakMap();

/** One form with the places of its answers. */
class Calculator {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form[data-policy]"));
    this.busy = false;
    this.stale = false;
    const wake = () => engine.start();
    for (const sign of ["pointerenter", "focusin", "touchstart"]) {
      this.form.addEventListener(sign, wake, { once: true, passive: true });
    }
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => {
      settleTicks(this.form, target);
      this.refresh();
    });
    root.addEventListener("click", ({ target }) => this.#press(/** @type {Element} */ (target)));
    engine.addEventListener("change", () => this.#showEngine());
    this.#showEngine();
  }

  /**
   * Fills the form in from an address, if it means this calculator.
   *
   * @param {string} hash
   * @returns {boolean} Whether it does.
   */
  preset(hash) {
    const found = readAddress(hash);
    if (!found || !this.#isMeant(found.target)) return false;
    fillFields(this.form, found.values);
    this.answer();
    return true;
  }

  /** Brings the form to the reader who is somewhere else on the page. */
  bringIntoView() {
    const { top, bottom } = this.form.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) this.root.scrollIntoView();
  }

  /** Answers anew and keeps the case in the address. */
  refresh() {
    this.answer();
    history.replaceState(history.state, "", writeAddress(this.form, readFields(this.form)));
  }

  /** Answers what stands in the form; while one answer is being made, only the latest waits. */
  async answer() {
    this.stale = true;
    if (this.busy) return;
    this.busy = true;
    while (this.stale) {
      this.stale = false;
      await this.#answerOnce(readFields(this.form));
    }
    this.busy = false;
  }

  /** @param {Map<string, string>} values */
  async #answerOnce(values) {
    const policy = this.form.dataset.policy ?? "";
    const empty = [...values.keys()].every((name) => name === "on");
    // An engine that fails says so itself, and its retry button asks again.
    const text = empty ? null : await engine.ask(policy, request(values)).catch(() => null);
    if (this.stale) return;
    if (text === null) {
      showErrors(this.form, new Map());
      clearAnswer(this.root);
      this.#say("");
      return;
    }
    /** @type {Answer} */
    const answer = JSON.parse(text);
    showErrors(this.form, new Map(answer.errors.map((error) => [nameOf(error), error.message])));
    showAnswer(this.root, answer, (name) => values.has(name));
    this.#say(inShort(answer));
    markFirstResult();
  }

  /** @param {string} text */
  #say(text) {
    const line = this.root.querySelector("[data-announce]");
    if (line && line.textContent !== text) line.textContent = text;
    this.root.toggleAttribute("data-answered", text !== "");
  }

  /** @param {Element} pressed */
  #press(pressed) {
    if (pressed.closest("[data-engine-retry]")) {
      engine.start();
      this.answer();
    } else if (pressed.closest("[data-reset]")) {
      this.form.reset();
      this.refresh();
    } else if (pressed.closest("[data-copy]")) {
      this.#copy();
    } else if (pressed.closest("[data-to-answers]")) {
      this.#part("[data-answers]").scrollIntoView();
    } else {
      const name = pressed.closest("[data-focus]")?.getAttribute("data-focus");
      if (name) focusField(this.form, name);
    }
  }

  async #copy() {
    const said = this.root.querySelector("[data-copied]");
    const address = writeAddress(this.form, readFields(this.form));
    const copied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    if (said) said.textContent = copied ? "已复制" : "没能复制，请复制地址栏里的网址";
  }

  /** @param {string} target */
  #isMeant(target) {
    if (target === "" || target === this.form.id) return true;
    const decision = target.replace(/^decision-/, "");
    const sections = this.root.querySelectorAll("[data-decision]");
    return [...sections].some((section) => section.getAttribute("data-decision") === decision);
  }

  #showEngine() {
    const { state, progress, problem } = engine;
    const { loaded, total } = progress;
    this.#part("[data-engine-loading]").hidden = state !== "loading";
    this.#part("[data-engine-failed]").hidden = state !== "failed";
    this.#part("[data-engine-error]").textContent = problem.sentence;
    this.#part("[data-engine-error]").title = problem.detail;
    this.#part("[data-engine-step]").textContent = step(loaded, total);
    const bar = /** @type {HTMLProgressElement} */ (this.#part("progress"));
    bar.value = total > 0 ? loaded / total : 0;
  }

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }
}

/**
 * Brings a calculator to life, once.
 *
 * @param {Element} root
 */
export function mount(root) {
  const known = calculators.get(root);
  const calculator = known ?? new Calculator(/** @type {HTMLElement} */ (root));
  calculators.set(root, calculator);
  return calculator;
}

/** Fills in the calculator that the page's address means. */
export function followAddress() {
  const all = [...document.querySelectorAll(".tb-calculator")].map(mount);
  return all.find((calculator) => calculator.preset(location.hash));
}

/**
 * @param {number} loaded
 * @param {number} total
 */
function step(loaded, total) {
  if (total === 0) return "计算器在做准备，可以先填。";
  const [done, all] = [loaded, total].map((bytes) => (bytes / MEGABYTE).toFixed(1));
  if (loaded < total) return `正在下载计算器用的 Python：${done} / ${all} MB，可以先填。`;
  return "正在启动计算器，可以先填。";
}

/**
 * A request to the engine: the day, the inputs and the trial values, as texts.
 *
 * @param {Map<string, string>} values
 */
function request(values) {
  /** @type {Record<string, string>} */
  const inputs = {};
  /** @type {Record<string, string>} */
  const set = {};
  for (const [name, text] of values) {
    if (name.startsWith("set.")) set[name.slice("set.".length)] = text;
    else if (name !== "on") inputs[name] = text;
  }
  return { on: values.get("on") ?? today(), inputs, set };
}

/**
 * The control that an error is about.
 *
 * @param {Answer["errors"][number]} error
 */
function nameOf({ code, input }) {
  return TRIAL_ERRORS.includes(code) ? `set.${input}` : input;
}

/** The reader's own day, as an ISO date. */
function today() {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, "0"));
  return `${now.getFullYear()}-${month}-${day}`;
}

function markFirstResult() {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(FIRST_RESULT).length === 0) performance.mark(FIRST_RESULT);
  });
}
