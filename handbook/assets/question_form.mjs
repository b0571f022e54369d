// One question beside the decisions: its form, the address, the engine and the answer.

import { keepInAddress, readAddress, writeAddress } from "./address.mjs";
import { element } from "./dom.mjs";
import { engine } from "./engine.mjs";
import { engineBox } from "./engine_box.mjs";
import { fillFields, focusField, readFields, showErrors } from "./fields.mjs";
import { nameOf, today } from "./form.mjs";
import { KINDS, citedInside } from "./question_kinds.mjs";
import { copy } from "./taking.mjs";

const TRIAL = "set.";
/** A day was given where a minute is needed. */
const NEEDS_TIME = "needs-time";

/** @type {Question[]} */
const questions = [];

/** A form with the place of its answer, which stands after it. */
class Question {
  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.form = form;
    this.policy = form.dataset.policy ?? "";
    this.name = form.dataset.question ?? "";
    this.kind = kindOf(form);
    this.said = element("p.tb-ask__said", { role: "status" });
    this.body = element("div.tb-ask__answer", { "data-answer": "" });
    this.copied = element("span", { role: "status" });
    this.busy = false;
    this.stale = false;
    this.#complete();
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", () => this.refresh());
    this.body.addEventListener("click", ({ target }) => {
      const focus = /** @type {Element} */ (target).closest("[data-focus]");
      if (focus) focusField(form, this.#control(focus.getAttribute("data-focus") ?? ""));
    });
    this.kind.arrange?.(form);
  }

  /**
   * Fills the form in from an address, if it means this question and has a case.
   *
   * @param {string} hash
   * @returns {boolean} Whether it means this question.
   */
  preset(hash) {
    if (hash === `#${this.form.id}`) return true;
    const found = readAddress(hash);
    if (found?.target !== this.form.id) return false;
    fillFields(this.form, found.values);
    for (const part of this.form.querySelectorAll("details")) {
      part.open ||= [...part.querySelectorAll("input")].some(({ value }) => value !== "");
    }
    this.kind.arrange?.(this.form);
    this.answer();
    return true;
  }

  /** Brings the form to the reader. */
  bringIntoView() {
    this.form.scrollIntoView();
  }

  /** Answers somebody who was faster than this script. */
  catchUp() {
    if (!this.busy && questionRequest(this.form, readFields(this.form))) this.refresh();
  }

  /** Answers anew and keeps the case in the address. */
  refresh() {
    this.kind.arrange?.(this.form);
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
    const request = questionRequest(this.form, values);
    // An engine that fails says so itself, and its retry button asks again.
    const text = request && (await engine.ask(this.policy, request, this.name).catch(() => null));
    if (this.stale) return;
    const answer = text ? JSON.parse(text) : {};
    const wrong = [answer.error ?? [], answer.errors ?? []].flat();
    const places = wrong.map((each) => this.#place(each));
    showErrors(this.form, new Map(wrong.map((each, i) => [places[i] ?? "", each.message])));
    const beside = places.every((name) => this.#has(name));
    const said = answer.text ?? (beside ? "" : (answer.error?.message ?? ""));
    this.said.replaceChildren(...citedInside(said, answer.clause ?? [], this.policy));
    this.body.replaceChildren(...(answer.text ? this.kind.show(answer, this.policy) : []));
    for (const [key, value] of Object.entries(answer.text ? this.kind.facts(answer) : {})) {
      this.body.setAttribute(`data-${key}`, value ?? "");
    }
    this.body.toggleAttribute("data-undetermined", Boolean(answer.undetermined));
    this.body.toggleAttribute("data-answered", Boolean(answer.text));
  }

  /** Adds what only a script can use: places for errors, buttons, the engine's state, the answer. */
  #complete() {
    this.form.noValidate = true;
    this.form.autocomplete = "off";
    this.form.setAttribute("aria-labelledby", `${this.form.id}-title`);
    for (const control of this.form.querySelectorAll("input, select")) {
      const name = control.getAttribute("name") ?? "";
      const id = `${this.form.id}-${name}-error`;
      const slot = element("p.tb-ask__error", { id, "data-error-for": name, role: "alert" });
      slot.hidden = true;
      control.closest("label")?.after(slot);
      control.setAttribute("aria-describedby", id);
    }
    const clear = element("button", { type: "button" }, "清空");
    const link = element("button", { type: "button" }, "复制链接");
    clear.addEventListener("click", () => {
      this.form.reset();
      this.refresh();
    });
    link.addEventListener("click", () => this.#copy());
    this.form.append(element("p.tb-ask__actions", {}, clear, link, this.copied));
    this.form.after(engineBox(() => this.answer()), this.said, this.body);
  }

  async #copy() {
    const done = await copy(Promise.resolve(writeAddress(this.form, readFields(this.form))));
    this.copied.textContent = done ? "已复制" : "没能复制，请复制地址栏里的网址";
  }

  /**
   * The control that the engine means by a name.
   *
   * @param {string} name
   */
  #control(name) {
    return this.#has(name) ? name : this.kind.control(name);
  }

  /**
   * The control beside which an error is said.
   *
   * @param {{code: string, input: string}} error
   */
  #place(error) {
    const name = this.#control(nameOf(error));
    return error.code === NEEDS_TIME && this.#has(`${name}.time`) ? `${name}.time` : name;
  }

  /** @param {string} name */
  #has(name) {
    return this.form.elements.namedItem(name) !== null;
  }
}

/** Brings every question of the page to life, and answers the one that the address means. */
export function mountQuestions() {
  for (const form of document.querySelectorAll("form[data-question]")) {
    questions.push(new Question(/** @type {HTMLFormElement} */ (form)));
  }
  const follow = () => questions.find((each) => each.preset(location.hash))?.bringIntoView();
  addEventListener("hashchange", follow);
  follow();
  for (const question of questions) question.catchUp();
}

/**
 * A request to the engine; null while too little is filled in.
 *
 * @param {HTMLFormElement} form
 * @param {Map<string, string>} values What the reader has filled in.
 */
export function questionRequest(form, values) {
  const asked = kindOf(form).ask(values, form);
  return asked && { ...asked, question: form.dataset.question, on: today(), set: trials(values) };
}

/** @param {HTMLFormElement} form */
function kindOf(form) {
  return KINDS[/** @type {keyof typeof KINDS} */ (form.dataset.question)];
}

/**
 * The trial values, by their figures.
 *
 * @param {Map<string, string>} values
 */
function trials(values) {
  const tried = [...values].filter(([name]) => name.startsWith(TRIAL));
  return Object.fromEntries(tried.map(([name, text]) => [name.slice(TRIAL.length), text]));
}
