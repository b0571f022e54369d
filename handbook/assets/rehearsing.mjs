// Lets the engine answer made-up cases while nobody asks: a browser compiles WebAssembly well only
// once it has run for a while, and the reader's first answers shall be as quick as the later ones.

import { engine } from "./engine.mjs";
import { isoDay, request } from "./form.mjs";
import { later } from "./waking.mjs";

/** After so many cases an answer takes no less time than before. */
const CASES = 60;

/**
 * Has the engine answer cases of each form on the page in turn, and takes no note of the answers.
 * Ends early where one cannot be had.
 */
export async function rehearse() {
  const forms = /** @type {HTMLFormElement[]} */ ([
    ...document.querySelectorAll("form[data-policy]"),
  ]);
  for (let number = 0; number < CASES; number++) {
    await new Promise((resolve) => later(() => resolve(null)));
    const form = forms[number % forms.length];
    if (!form || !(await answerCase(form, number))) return;
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {number} number The case's.
 * @returns {Promise<boolean>} Whether the next one is worth trying.
 */
async function answerCase(form, number) {
  const { policy = "", question } = form.dataset;
  const day = new Date();
  day.setDate(day.getDate() + number);
  const values = madeUp(form, number, isoDay(day));
  if (!question) return engine.rehearse(policy, request(values.set("on", isoDay(day))));
  const { questionRequest } = await import("./question_form.mjs");
  const asked = questionRequest(form, values);
  return !asked || engine.rehearse(policy, asked, question);
}

/**
 * What is chosen in the form, with numbers and days that no case before had.
 *
 * @param {HTMLFormElement} form
 * @param {number} number The case's.
 * @param {string} day
 * @returns {Map<string, string>}
 */
function madeUp(form, number, day) {
  const values = new Map();
  for (const control of form.elements) {
    const field = control instanceof HTMLInputElement && !control.name.startsWith("set.");
    if (control instanceof HTMLSelectElement && control.value) {
      values.set(control.name, control.value);
    } else if (field && control.type === "date") {
      values.set(control.name, day);
    } else if (field && control.inputMode) {
      values.set(control.name, String(1000 * number));
    }
  }
  return values;
}
