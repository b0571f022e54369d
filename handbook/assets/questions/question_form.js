// One question beside the decisions: its form, the address, the engine and the answer.

import { keepInAddress, readAddress, writeAddress } from "../form/address.js";
import { copyAndSay, latestOnly, whenEntered } from "../form/entry.js";
import { anchored, element } from "../shared/dom.js";
import { engine } from "../engine/engine.js";
import { engineBox } from "../engine/engine_box.js";
import {
  fillFields, focusField, readFields, showErrors, tellUnused, unfinished, whenLeft,
} from "../form/fields.js";
import { nameOf, today, trials } from "../form/form.js";
import { keepClicks, unshadowed } from "../shared/unshadowed.js";
import { tellIfNewer } from "../form/newer.js";
import { nodes, placesOf, plain } from "../shared/said.js";
import { KINDS } from "./question_kinds.js";

const TIME = ".time";
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
    this.places = placesOf(form);
    this.name = form.dataset.question ?? "";
    this.kind = kindOf(form);
    this.said = element("p.tb-ask__said", { role: "status" });
    this.body = element("div.tb-ask__answer", { "data-answer": "" });
    this.copied = element("span", { role: "status" });
    /** Answers what stands in the form. */
    this.answer = latestOnly((isStale) => this.#answerOnce(readFields(form), isStale));
    this.#complete();
    form.addEventListener("submit", (event) => event.preventDefault());
    whenEntered(form, () => this.refresh());
    whenLeft(form, () => this.answer());
    keepClicks(form, form);
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
    const unused = fillFields(this.form, found.values);
    tellUnused(this.form, unused);
    for (const part of this.form.querySelectorAll("details")) {
      part.open ||= [...part.querySelectorAll("input")].some(({ value }) => value !== "");
    }
    this.kind.arrange?.(this.form);
    // An address that means something else than this form can ask shall not be answered for it.
    if (unused.length === 0) this.answer();
    return true;
  }

  /** Brings the form to the reader. */
  bringIntoView() {
    this.form.scrollIntoView();
  }

  /** Answers somebody who was faster than this script. */
  catchUp() {
    if (questionRequest(this.form, readFields(this.form))) this.refresh();
    else this.answer();
  }

  /** Answers anew and keeps the case in the address. */
  refresh() {
    tellUnused(this.form, []);
    this.copied.textContent = "";
    this.kind.arrange?.(this.form);
    this.answer();
    keepInAddress(this.form, () => readFields(this.form));
  }

  /**
   * @param {Map<string, string>} values
   * @param {() => boolean} isStale
   */
  async #answerOnce(values, isStale) {
    const request = questionRequest(this.form, values);
    // An engine that fails says so itself, and its retry button asks again.
    const text = request && (await engine.ask(this.policy, request, this.name).catch(() => null));
    if (isStale()) return;
    const answer = text ? JSON.parse(text) : {};
    if (answer.version) tellIfNewer(this.form, answer.version);
    const wrong = [answer.error ?? [], answer.errors ?? []].flat();
    const places = wrong.map((each) => this.#place(each));
    const said = wrong.map((each, i) => /** @type {const} */ ([places[i] ?? "", each.message]));
    showErrors(this.form, new Map([...timesAlone(values), ...unfinished(this.form), ...said]));
    const beside = places.every((name) => this.#has(name));
    const sentence = answer.text ?? (beside ? "" : (answer.error?.message ?? ""));
    // Whoever hears the page hears every change of it.
    if (this.said.textContent !== plain(sentence)) {
      this.said.replaceChildren(...nodes(sentence, this.places));
    }
    this.body.replaceChildren(...(answer.text ? this.kind.show(answer, this.places) : []));
    for (const [key, value] of Object.entries(answer.text ? this.kind.facts(answer) : {})) {
      this.body.setAttribute(`data-${key}`, value ?? "");
    }
    this.body.toggleAttribute("data-undetermined", Boolean(answer.undetermined));
    this.body.toggleAttribute("data-answered", Boolean(answer.text));
  }

  /** Adds what only a script can use: places for errors, buttons, the engine's state, the answer. */
  #complete() {
    this.form.querySelector("[data-silent]")?.remove();
    this.form.noValidate = true;
    this.form.autocomplete = "off";
    this.form.setAttribute("aria-labelledby", `${this.form.id}-title`);
    for (const control of this.form.querySelectorAll("input, select")) {
      const name = control.getAttribute("name") ?? "";
      const id = `${this.form.id}-${anchored(name)}-error`;
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
    link.addEventListener("click", () => {
      const address = writeAddress(this.form, readFields(this.form));
      copyAndSay(Promise.resolve(address), this.copied);
    });
    this.form.append(element("p.tb-ask__actions", {}, clear, link, this.copied));
    const box = engineBox(() => this.answer(), new AbortController().signal);
    this.form.after(box, this.said, this.body);
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
    return error.code === NEEDS_TIME && this.#has(name + TIME) ? name + TIME : name;
  }

  /** @param {string} name */
  #has(name) {
    return this.form.elements.namedItem(name) !== null;
  }
}

/**
 * Times that stand there without their days.
 *
 * @param {Map<string, string>} values
 * @returns {[string, string][]} The days' names, and what to do.
 */
function timesAlone(values) {
  return [...values.keys()]
    .filter((name) => name.endsWith(TIME) && !values.has(name.slice(0, -TIME.length)))
    .map((name) => [name.slice(0, -TIME.length), "先填是哪一天，时刻才有用。"]);
}

/** Brings every question of the page to life, and answers the one that the address means. */
export function mountQuestions() {
  for (const form of document.querySelectorAll("form[data-question]")) {
    questions.push(new Question(unshadowed(/** @type {HTMLFormElement} */ (form))));
  }
  for (const question of questions) question.catchUp();
  const follow = () => questions.find((each) => each.preset(location.hash))?.bringIntoView();
  addEventListener("hashchange", follow);
  follow();
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
