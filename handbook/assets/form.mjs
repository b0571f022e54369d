// One calculator: its form, the address, the engine and the answer brought together.

import { keepInAddress, readAddress, writeAddress } from "./address.mjs";
import { clearAnswer, inShort, showAnswer } from "./answer.mjs";
import { anchor } from "./citing.mjs";
import { engine } from "./engine.mjs";
import { progressText } from "./engine_box.mjs";
import { fillFields, focusField, readFields, settleTicks, showErrors } from "./fields.mjs";
import { copy, printAlone } from "./taking.mjs";

/** @import {Answer} from "./answer.mjs" */

// Errors of these kinds are about a trial value.
const TRIAL_ERRORS = ["bad-figure", "unknown-figure", "order"];
const FIRST_RESULT = "calc:first-result";
// Controls that are about the reader and the day, not about the customer.
const ROLE = "my.role";
const CONTEXT = ["on", ROLE];

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
    this.title = "";
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", ({ target }) => {
      settleTicks(this.form, target);
      this.refresh();
    });
    root.addEventListener("click", ({ target }) => this.#press(/** @type {Element} */ (target)));
    const examples = anchor(this.form.dataset.policy ?? "", "examples", "全部例子");
    root.querySelector("[data-more-examples]")?.replaceChildren(examples, "都能填进来。");
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
    keepInAddress(this.form, () => readFields(this.form));
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
    const asked = caseRequest(values);
    // An engine that fails says so itself, and its retry button asks again.
    const text = asked && (await engine.ask(policy, asked).catch(() => null));
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
    this.title = answer.title;
    showAnswer(this.root, answer, (name) => values.has(name), this.#role());
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
    } else if (pressed.closest("[data-copy-link]")) {
      this.#copy(Promise.resolve(this.#address()));
    } else if (pressed.closest("[data-copy-answer]")) {
      this.#copy(this.#report());
    } else if (pressed.closest("[data-print]")) {
      printAlone(`《${this.title}》`, this.#part("[data-answers]"));
    } else if (pressed.closest("[data-to-answers]")) {
      this.#part("[data-answers]").scrollIntoView();
    } else {
      const name = pressed.closest("[data-focus]")?.getAttribute("data-focus");
      if (name) focusField(this.form, name);
    }
  }

  /** @param {Promise<string>} text */
  async #copy(text) {
    const said = this.#part("[data-copied]");
    const copied = await copy(text);
    said.textContent = copied ? "已复制" : "没能复制，请复制地址栏里的网址";
  }

  /** The answer as the engine writes it, with the address that shows it again. */
  async #report() {
    const asked = { ...caseRequest(readFields(this.form)), report: true, role: this.#role().id || null };
    const answer = JSON.parse(await engine.ask(this.form.dataset.policy ?? "", asked));
    return `${answer.report}\n${this.#address()}\n`;
  }

  #address() {
    return writeAddress(this.form, readFields(this.form));
  }

  /** The reader's role, where one is chosen. */
  #role() {
    const control = this.form.elements.namedItem(ROLE);
    const chosen = control instanceof HTMLSelectElement ? control.selectedOptions[0] : null;
    return { id: chosen?.value ?? "", label: chosen?.text ?? "" };
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
    this.#part("[data-engine-step]").textContent = progressText(progress);
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
 * A request to the engine: the day, the inputs and the trial values, as texts; null while nothing is
 * known about the customer.
 *
 * @param {Map<string, string>} values
 */
export function caseRequest(values) {
  /** @type {Record<string, string>} */
  const inputs = {};
  /** @type {Record<string, string>} */
  const set = {};
  for (const [name, text] of values) {
    if (name.startsWith("set.")) set[name.slice("set.".length)] = text;
    else if (!CONTEXT.includes(name)) inputs[name] = text;
  }
  if (Object.keys({ ...inputs, ...set }).length === 0) return null;
  return { on: values.get("on") ?? today(), inputs, set };
}

/**
 * The control that an error is about.
 *
 * @param {{code: string, input: string}} error
 */
export function nameOf({ code, input }) {
  return TRIAL_ERRORS.includes(code) ? `set.${input}` : input;
}

/** The reader's own day, as an ISO date. */
export function today() {
  return isoDay(new Date());
}

/** @param {Date} day As it is where the reader is. */
export function isoDay(day) {
  const [month, date] = [day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, "0"));
  return `${day.getFullYear()}-${month}-${date}`;
}

function markFirstResult() {
  requestAnimationFrame(() => {
    if (performance.getEntriesByName(FIRST_RESULT).length === 0) performance.mark(FIRST_RESULT);
  });
}
