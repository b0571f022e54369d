// One calculator: its form, the address, the engine and the answer brought together.

import { keepInAddress, readAddress, writeAddress } from "./address.js";
import { clearAnswer, inShort, showAnswer } from "../answer/answer.js";
import { copyAndSay, latestOnly, whenEntered } from "./entry.js";
import { engine } from "../engine/engine.js";
import { engineBox } from "../engine/engine_box.js";
import {
  fillFields, focusField, readFields, settleTicks, showErrors, tellUnused, unfinished,
  whenLeft,
} from "./fields.js";
import { DAY, ROLE, TRIAL } from "../shared/names.js";
import { tellIfNewer } from "./newer.js";
import { linkTo } from "../shared/said.js";
import { printAlone } from "../shared/copy_print.js";
import { keepClicks, unshadowed } from "../shared/unshadowed.js";

/** @import {PageAnswer} from "../shared/documents.d.ts" */

// Errors of these kinds are about a trial value.
const TRIAL_ERRORS = ["bad-figure", "unknown-figure", "order"];
const FIRST_RESULT = "calc:first-result";
// Controls that are about the reader and the day, not about the customer.
const CONTEXT = [DAY, ROLE];

// Sweden writes dates as ISO does.
const CHINAS_DAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });

/** @type {WeakMap<Element, Calculator>} */
const calculators = new WeakMap();

/** One form with the places of its answers. */
class Calculator {
  /**
   * @param {HTMLElement} root
   * @param {AbortSignal} gone Says when the form has left the page.
   */
  constructor(root, gone) {
    this.root = root;
    this.form = unshadowed(/** @type {HTMLFormElement} */ (root.querySelector("form[data-policy]")));
    this.title = "";
    root.querySelector("[data-silent]")?.remove();
    /** Answers what stands in the form. */
    this.answer = latestOnly((isStale) => this.#answerOnce(readFields(this.form), isStale));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    whenEntered(this.form, (target) => {
      settleTicks(this.form, target);
      this.refresh();
    });
    whenLeft(this.form, () => this.answer());
    root.addEventListener("click", ({ target }) => this.#press(/** @type {Element} */ (target)));
    keepClicks(this.form, root);
    const more = root.querySelector("[data-more-examples]");
    const examples = linkTo(more?.getAttribute("data-more-examples") ?? "", "全部例子");
    more?.replaceChildren(examples, "都能填进来。");
    this.#part("[data-answers]").prepend(engineBox(() => this.answer(), gone));
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
    tellUnused(this.form, fillFields(this.form, found.values));
    this.answer();
    return true;
  }

  /** Answers somebody who was faster than this script. */
  catchUp() {
    if (caseRequest(readFields(this.form))) this.refresh();
  }

  /** Brings the form to the reader who is somewhere else on the page. */
  bringIntoView() {
    const { top, bottom } = this.form.getBoundingClientRect();
    if (bottom < 0 || top > innerHeight) this.root.scrollIntoView();
  }

  /** Answers anew and keeps the case in the address. */
  refresh() {
    tellUnused(this.form, []);
    this.#part("[data-copied]").textContent = "";
    this.answer();
    keepInAddress(this.form, () => readFields(this.form));
  }

  /**
   * @param {Map<string, string>} values
   * @param {() => boolean} isStale
   */
  async #answerOnce(values, isStale) {
    const policy = this.form.dataset.policy ?? "";
    const asked = caseRequest(values);
    // An engine that fails says so itself, and its retry button asks again.
    const text = asked && (await engine.ask(policy, asked).catch(() => null));
    if (isStale()) return;
    /** @type {PageAnswer | {error: {code: string, input: string, message: string}} | null} */
    const answer = text && JSON.parse(text);
    const answered = answer !== null && "decisions" in answer;
    const wrong = answered ? answer.errors : answer ? [onDay(answer.error)] : [];
    const said = wrong.map((error) => /** @type {const} */ ([nameOf(error), error.message]));
    showErrors(this.form, new Map([...unfinished(this.form), ...said]));
    if (!answered) {
      clearAnswer(this.root);
      this.#say("");
      return;
    }
    this.title = answer.title;
    tellIfNewer(this.form, answer.version);
    showAnswer(this.root, answer, (name) => values.has(name), this.#role());
    this.#say(inShort(this.root, answer));
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
    if (pressed.closest("[data-reset]")) {
      this.form.reset();
      this.refresh();
    } else if (pressed.closest("[data-copy-link]")) {
      copyAndSay(Promise.resolve(this.#address()), this.#part("[data-copied]"));
    } else if (pressed.closest("[data-copy-answer]")) {
      copyAndSay(this.#report(), this.#part("[data-copied]"));
    } else if (pressed.closest("[data-print]")) {
      printAlone(`《${this.title}》`, this.#part("[data-answers]"));
    } else if (pressed.closest("[data-to-answers]")) {
      this.#part("[data-answers]").scrollIntoView();
    } else {
      const name = pressed.closest("[data-focus]")?.getAttribute("data-focus");
      if (name) focusField(this.form, name);
    }
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

  /** @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.root.querySelector(selector));
  }
}

/**
 * Brings a calculator to life, once, and answers what already stands in it.
 *
 * @param {Element} root
 * @param {AbortSignal} [gone] Says when it has left the page; without, it stays.
 */
export function mount(root, gone = new AbortController().signal) {
  const known = calculators.get(root);
  if (known) return known;
  const calculator = new Calculator(/** @type {HTMLElement} */ (root), gone);
  calculator.catchUp();
  calculators.set(root, calculator);
  return calculator;
}

/** Fills in the calculator that the page's address means. */
export function followAddress() {
  const all = [...document.querySelectorAll(".tb-calculator")].map((root) => mount(root));
  return all.find((calculator) => calculator.preset(location.hash));
}

/**
 * A request to the engine: the day, the inputs and the trial values, as texts; null while nothing is
 * known about the customer.
 *
 * @param {Map<string, string>} values
 */
export function caseRequest(values) {
  const said = [...values].filter(([name]) => !CONTEXT.includes(name));
  if (said.length === 0) return null;
  const inputs = Object.fromEntries(said.filter(([name]) => !name.startsWith(TRIAL)));
  return { on: values.get(DAY) ?? today(), inputs, set: trials(values) };
}

/**
 * The trial values, by their figures.
 *
 * @param {Map<string, string>} values
 */
export function trials(values) {
  const tried = [...values].filter(([name]) => name.startsWith(TRIAL));
  return Object.fromEntries(tried.map(([name, text]) => [name.slice(TRIAL.length), text]));
}

/**
 * The control that an error is about.
 *
 * @param {{code: string, input: string}} error
 */
export function nameOf({ code, input }) {
  return TRIAL_ERRORS.includes(code) ? `${TRIAL}${input}` : input;
}

/**
 * The error of a case as a whole, which may be about the day: the engine calls that `on`.
 *
 * @param {{code: string, input: string, message: string}} error
 */
function onDay(error) {
  return error.input === "on" ? { ...error, input: DAY } : error;
}

/** Today in China, where the handbook is used, as an ISO date. */
export function today() {
  return CHINAS_DAY.format(new Date());
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
