// The form's controls: what stands in them as text, and what is wrong with it.

import { anchored, element } from "../shared/dom.js";

/**
 * A kind of control: the text that it says (none where it says nothing), beside that of others of
 * its name; whether it takes a text; and how the reader calls what the browser cannot read in it.
 *
 * @typedef {object} Kind
 * @property {(control: Control, others?: string) => string | undefined} text
 * @property {(control: Control, text: string) => boolean} fill
 * @property {string} [called]
 * @typedef {HTMLInputElement | HTMLSelectElement} Control
 */

/** What is typed or picked as a text. @type {Kind} */
const TYPED = {
  text: (control) => control.value.trim() || undefined,
  fill: (control, text) => (control.value = text) === control.value,
};

/** The controls that are not simply typed into, by their type. @type {Record<string, Kind>} */
const KINDS = {
  date: { ...TYPED, text: (control) => (isUnfinished(control) ? undefined : TYPED.text(control)), called: "日期" },
  time: { ...TYPED, called: "时刻" },
  "select-one": {
    text: TYPED.text,
    fill: (control, text) => {
      const options = [.../** @type {HTMLSelectElement} */ (control).options];
      const known = options.some((option) => option.value === text);
      if (known) control.value = text;
      return known;
    },
  },
  radio: {
    text: (control) => (isChecked(control) ? TYPED.text(control) : undefined),
    fill: (control, text) => {
      const meant = control.value === text;
      if (meant) tick(control, true);
      return meant;
    },
  },
  // “None” is a box, too: a list that is there, and empty.
  checkbox: {
    text: (control, others) => {
      if (!isChecked(control)) return undefined;
      return others ? `${others},${control.value}` : control.value;
    },
    fill: (control, text) => tick(control, text.split(",").includes(control.value)),
  },
};

/** Of an address, which may hold anything, so much is repeated to the reader. */
const UNUSED_SHOWN = 3;
const UNUSED_LENGTH = 40;

/**
 * What the reader has filled in: texts by name. A control that is left empty is not there, nor one
 * that other choices have hidden; a list of identities is there, and empty, when “none” is ticked.
 *
 * @param {HTMLFormElement} form
 * @returns {Map<string, string>}
 */
export function readFields(form) {
  const values = new Map();
  for (const control of form.elements) {
    if (!isControl(control) || control.closest("form [hidden]")) continue;
    const text = kindOf(control).text(control, values.get(control.name));
    if (text !== undefined) values.set(control.name, text);
  }
  return values;
}

/**
 * Empties the form and fills in what the values name.
 *
 * @param {HTMLFormElement} form
 * @param {URLSearchParams} values
 * @returns {string[]} The names and texts that the form has no place for: they are passed over.
 */
export function fillFields(form, values) {
  form.reset();
  /** @type {Map<string, number>} How many controls took something, by name. */
  const taken = new Map();
  for (const control of form.elements) {
    if (!isControl(control)) continue;
    const { name } = control;
    const text = values.get(name);
    if (text === null || !kindOf(control).fill(control, text)) continue;
    taken.set(name, isTick(control) ? (taken.get(name) ?? 0) + 1 : text.split(",").length);
  }
  return [...values]
    .filter(([name, text]) => taken.get(name) !== text.split(",").length)
    .map(([name, text]) => `${name}=${text}`);
}

/** @param {Control} control */
function kindOf(control) {
  return KINDS[control.type] ?? TYPED;
}

/**
 * @param {Control} control
 * @param {boolean} ticked
 */
function tick(control, ticked) {
  return (/** @type {HTMLInputElement} */ (control).checked = ticked);
}

/**
 * Tells the reader what of an address a form has no place for; of nothing it says nothing.
 *
 * @param {HTMLFormElement} form
 * @param {string[]} unused As `fillFields` gives it.
 */
export function tellUnused(form, unused) {
  const known = form.querySelector("[data-unused]");
  if (unused.length === 0) return known?.remove();
  const shown = unused.slice(0, UNUSED_SHOWN).map((text) => `“${[...text].slice(0, UNUSED_LENGTH).join("")}”`);
  const sentence = `网址里的${shown.join("、")}这张表里没有，没有采用。请看看填的对不对。`;
  const note = known ?? element("p.tb-notice", { "data-unused": "", role: "status" });
  note.textContent = sentence;
  const title = form.querySelector("h3");
  if (title) title.after(note);
  else form.prepend(note);
}

/**
 * What is wrong with the days and times that the browser itself cannot read. Somebody who is still
 * typing one is left alone.
 *
 * @param {HTMLFormElement} form
 * @returns {Map<string, string>} Sentences by name.
 */
export function unfinished(form) {
  const wrong = new Map();
  for (const control of form.elements) {
    if (!isControl(control) || !isUnfinished(control)) continue;
    const about = kindOf(control).called ?? "日期";
    if (!control.matches(":focus")) wrong.set(control.name, `${about}没有填完，或者没有这个${about}。`);
  }
  return wrong;
}

/**
 * Whether the browser cannot read what is typed, or reads a year in it of which digits are missing.
 *
 * @param {Control} control
 */
function isUnfinished(control) {
  return control.validity.badInput || control.validity.rangeUnderflow;
}

/**
 * Calls when the reader leaves a field that the browser cannot read.
 *
 * @param {HTMLFormElement} form
 * @param {() => void} act
 */
export function whenLeft(form, act) {
  form.addEventListener("focusout", ({ target }) => {
    if (isControl(target) && isUnfinished(target)) setTimeout(act);
  });
}

/**
 * Keeps “none” and the identities apart after one of them was ticked.
 *
 * @param {HTMLFormElement} form
 * @param {EventTarget | null} ticked
 */
export function settleTicks(form, ticked) {
  if (!isControl(ticked) || !isTick(ticked) || !isChecked(ticked)) return;
  for (const other of form.elements) {
    if (!(other instanceof HTMLInputElement) || other.name !== ticked.name) continue;
    if (!other.value !== !ticked.value) other.checked = false;
  }
}

/**
 * Says beside each field what is wrong with it, and nothing beside the others.
 *
 * @param {HTMLFormElement} form
 * @param {Map<string, string>} errors Sentences by name.
 */
export function showErrors(form, errors) {
  for (const control of form.elements) {
    if (!isControl(control)) continue;
    if (!errors.has(control.name)) control.removeAttribute("aria-invalid");
    else if (!control.hasAttribute("aria-invalid")) {
      control.setAttribute("aria-invalid", "true");
      if (!slotOf(form, control.name)) addSlot(control);
    }
  }
  for (const slot of form.querySelectorAll("[data-error-for]")) {
    const sentence = errors.get(slot.getAttribute("data-error-for") ?? "") ?? "";
    if (slot.textContent !== sentence) slot.textContent = sentence;
    slot.toggleAttribute("hidden", !sentence);
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
function slotOf(form, name) {
  return form.querySelector(`[data-error-for="${CSS.escape(name)}"]`);
}

/**
 * Makes the place below a field where its errors are said.
 *
 * @param {Control} control One of the field's.
 */
function addSlot(control) {
  const { name } = control;
  const field = control.closest(".tb-field") ?? control.parentElement;
  const described = field?.matches("fieldset") ? field : control;
  const id = `error-${anchored(name)}`;
  const about = { id, "data-error-for": name, "aria-live": "polite" };
  const others = described.getAttribute("aria-describedby");
  described.setAttribute("aria-describedby", others ? `${others} ${id}` : id);
  field?.append(element("p.tb-field__error", about));
}

/**
 * Brings the reader to a field.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function focusField(form, name) {
  for (const control of form.elements) {
    if (isControl(control) && control.name === name) return control.focus();
  }
}

/**
 * @param {unknown} control
 * @returns {control is Control}
 */
function isControl(control) {
  const known = control instanceof HTMLInputElement || control instanceof HTMLSelectElement;
  return known && control.name !== "";
}

/** @param {Control} control */
function isTick(control) {
  return control.type === "checkbox";
}

/** @param {HTMLElement} control */
function isChecked(control) {
  return control.matches(":checked");
}
