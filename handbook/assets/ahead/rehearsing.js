// Lets the engine answer made-up cases while nobody asks: a browser compiles WebAssembly well only
// once it has run for a while, and the reader's first answers shall be as quick as the later ones.

import { engine } from "../engine/engine.js";
import { caseRequest, isoDay } from "../form/form.js";
import { TRIAL } from "../shared/names.js";
import { later } from "../engine/when_wanted.js";
import { unshadowed } from "../shared/unshadowed.js";

/** After so many cases an answer takes no less time than before. */
const CASES = 60;

/**
 * Has the engine answer cases of each form on the page in turn, and takes no note of the answers.
 * Ends early where one cannot be had, and as soon as the reader types: the answers made ahead of
 * their next keystroke are practice too.
 */
export async function rehearse() {
  let typing = false;
  document.addEventListener("input", () => (typing = true), { once: true });
  /** @type {NodeListOf<HTMLFormElement>} */
  const found = document.querySelectorAll("form[data-policy]");
  const forms = [...found].map(unshadowed);
  for (let number = 0; number < CASES; number++) {
    await new Promise((resolve) => later(() => resolve(null)));
    const form = forms[number % forms.length];
    if (!form || typing) return;
    const { policy = "", question } = form.dataset;
    const request = await requestOf(form, madeUp(form, number));
    if (request && !(await engine.rehearse(policy, request, question))) return;
  }
}

/**
 * What a form asks of the engine; null while too little is filled in.
 *
 * @param {HTMLFormElement} form
 * @param {Map<string, string>} values What would stand in it.
 */
export async function requestOf(form, values) {
  if (!form.dataset.question) return caseRequest(values);
  const questions = await import("../questions/question_form.js").catch(() => null);
  return questions && questions.questionRequest(form, values);
}

/**
 * What is chosen in the form, with numbers and days that no case before had.
 *
 * @param {HTMLFormElement} form
 * @param {number} number The case's.
 * @returns {Map<string, string>}
 */
function madeUp(form, number) {
  const day = new Date();
  day.setDate(day.getDate() + number);
  const values = new Map();
  for (const control of form.elements) {
    const field = control instanceof HTMLInputElement && !control.name.startsWith(TRIAL);
    if (control instanceof HTMLSelectElement && control.value) {
      values.set(control.name, control.value);
    } else if (field && control.type === "date") {
      values.set(control.name, isoDay(day));
    } else if (field && control.inputMode) {
      values.set(control.name, String(1000 * number));
    }
  }
  return values;
}
