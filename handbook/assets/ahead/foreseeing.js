// Has the answers to the reader's next keystroke made before it comes, so that they can be shown in
// the same frame as what was typed.

import { whenEntered } from "../form/entry.js";
import { engine } from "../engine/engine.js";
import { readFields } from "../form/fields.js";
import { requestOf } from "./rehearsing.js";
import { unshadowed } from "../shared/unshadowed.js";

/** What is typed next in a number, the most likely first: amounts end in zeros. */
const KEYS = [..."0123456789."];
const FORESEEN = "calc:foreseen";

/** Counts what the reader does: only the latest is looked ahead from. */
let turn = 0;

/** From now on looks one keystroke ahead wherever the reader is in a form. */
export function foresee() {
  document.addEventListener("focusin", ({ target }) => lookAhead(target));
  whenEntered(document, lookAhead);
  lookAhead(document.activeElement);
}

/** @param {EventTarget | null} field Where the reader is. */
async function lookAhead(field) {
  const now = ++turn;
  performance.clearMarks(FORESEEN);
  // Only numbers are typed key by key.
  if (!(field instanceof HTMLInputElement) || !field.inputMode) return;
  const { name, value } = field;
  const form = field.form && unshadowed(field.form);
  if (!form?.dataset.policy) return;
  const { policy = "", question } = form.dataset;
  // What was typed is shown first.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (const text of [...KEYS.map((key) => value + key), value.slice(0, -1)]) {
    const request = await requestOf(form, changed(form, name, text));
    if (now !== turn || (request && !(await engine.foresee(policy, request, question)))) return;
  }
  if (now === turn) performance.mark(FORESEEN);
}

/**
 * What would be filled in if another text stood in a field, in the form's order.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @param {string} text Empty where the field is.
 * @returns {Map<string, string>}
 */
function changed(form, name, text) {
  const values = readFields(form).set(name, text);
  if (!text) values.delete(name);
  const names = [...form.elements].map((control) => control.getAttribute("name") ?? "");
  return new Map(names.flatMap((each) => (values.has(each) ? [[each, values.get(each) ?? ""]] : [])));
}
