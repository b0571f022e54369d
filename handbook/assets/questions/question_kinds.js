// The kinds of questions: what each asks of the engine, and how its answer reads.

import { missingRow } from "../answer/missing.js";
import { ruled } from "../answer/rulings.js";
import { element } from "../shared/dom.js";
import { ROLE, TRIAL } from "../shared/names.js";
import { nodes } from "../shared/said.js";
import { calendarButton, dayStrip, steps } from "./question_line.js";

/** @import {Count, Due, Fine, Kit, KitItem, Missing, Ruling, Timeline, Who} from "../shared/documents.d.ts" */
/** @import {Places, Said} from "../shared/said.js" */

/** @typedef {{about: string, values: Record<string, string>}} Asked */
/**
 * @template Answer What the engine says to this kind.
 * @typedef {object} Kind
 * @property {(values: Map<string, string>, form: HTMLFormElement) => Asked | null} ask Null while
 *   too little is filled in.
 * @property {(answer: Answer, places: Places) => (Node | string)[]} show
 * @property {(answer: Answer) => Record<string, string | null | undefined>} facts What programs
 *   read beside the answer.
 * @property {(place: string) => string} control The control that the engine means by a name.
 * @property {(form: HTMLFormElement) => void} [arrange] Shows the controls that the choice needs.
 */

/**
 * @type {{
 *   due: Kind<Due>, timeline: Kind<Timeline>, who: Kind<Who>, fine: Kind<Fine>, kit: Kind<Kit>,
 * }}
 */
export const KINDS = {
  due: {
    ask(values) {
      const from = moment(values, "from");
      return from ? { about: values.get("deadline") ?? "", values: { from } } : null;
    },
    show: (answer, places) => [
      ...rulings(`有关的${places.marks.ruling}`, answer.ruling, places),
      ...missing(answer.missing, places),
      ...calendarButton(answer),
    ],
    facts: ({ due, provisional }) => ({ due, provisional: provisional && "yes" }),
    control: (place) => (place === "from" ? "from" : "deadline"),
    arrange(form) {
      const { term = "", asks = "" } = chosen(form).dataset;
      const place = /** @type {HTMLElement} */ (form.querySelector("p[data-term]"));
      place.textContent = term;
      const legend = /** @type {HTMLElement} */ (form.querySelector("legend"));
      legend.textContent = asks;
      askTimeWhereItCounts(form);
    },
  },
  timeline: {
    ask(values, form) {
      const given = chosenEvents(form).map((event) => [event, moment(values, `at.${event}`)]);
      const known = given.filter(([, at]) => at);
      if (known.length === 0) return null;
      return { about: values.get("process") ?? "", values: Object.fromEntries(known) };
    },
    show: (answer, places) => [
      ...dayStrip(answer),
      ...steps(answer.steps, places),
      ...counts(answer.counts, places),
      ...missing(answer.missing, places),
      ...calendarButton(answer),
    ],
    facts: ({ process, provisional }) => ({
      process: process.id,
      provisional: provisional && "yes",
    }),
    control: (place) => `at.${place}`,
    arrange(form) {
      const asked = chosenEvents(form).map((event) => `at.${event}`);
      for (const part of form.querySelectorAll("[data-moment]")) {
        part.toggleAttribute("hidden", !asked.includes(part.getAttribute("data-moment") ?? ""));
      }
    },
  },
  who: {
    ask(values, form) {
      const about = values.get("about");
      const [event] = chosenEvents(form);
      const from = moment(values, "from");
      return about ? { about, values: event && from ? { [event]: from } : {} } : null;
    },
    show: (answer, places) => [
      ...steps(answer.notices, places),
      ...counts(answer.counts, places),
      ...missing(answer.missing, places),
    ],
    facts: ({ roles }) => ({ roles: roles.map(({ id }) => id).join(",") }),
    control: () => "from",
    arrange(form) {
      const when = form.querySelector("[data-moment]");
      when?.toggleAttribute("hidden", chosenEvents(form).length === 0);
      askTimeWhereItCounts(form);
    },
  },
  fine: {
    ask(values) {
      const counted = [...values].filter(([name]) => name !== ROLE);
      return counted.length > 0 ? { about: "", values: Object.fromEntries(counted) } : null;
    },
    show: (answer, places) => [
      ...sentences("", answer.items, places),
      ...missing(answer.missing, places),
      ...rulings(`有关的${places.marks.ruling}`, answer.ruling, places),
      ...rulings("同时发生时", answer.open, places),
    ],
    facts: ({ total }) => ({ total }),
    control: () => ROLE,
    arrange(form) {
      const { value } = /** @type {HTMLSelectElement} */ (form.elements.namedItem(ROLE));
      for (const label of form.querySelectorAll("[data-role]")) {
        const counted = label.querySelector("input")?.value;
        const wanted = value === "all" || label.getAttribute("data-role") === value;
        label.toggleAttribute("hidden", !wanted && !counted);
      }
      for (const slip of form.querySelectorAll("[data-slip]")) {
        slip.toggleAttribute("hidden", !slip.querySelector("[data-role]:not([hidden])"));
      }
    },
  },
  kit: {
    ask(values) {
      const counted = [...values].filter(([name]) => !name.startsWith(TRIAL));
      return counted.length > 0 ? { about: "", values: Object.fromEntries(counted) } : null;
    },
    show: (answer, places) => [
      ...sums(answer.items.filter(({ counted }) => counted), places),
      ...sentences(answer.uncounted_label, answer.items.filter(({ counted }) => !counted), places),
      ...missing(answer.missing, places),
      ...rulings(`有关的${places.marks.ruling}`, answer.ruling, places),
    ],
    facts: ({ items }) => ({ items: String(items.length) }),
    control: (place) => place,
  },
};

/**
 * A moment from its day and its time, which may be left out; empty without a day.
 *
 * @param {Map<string, string>} values
 * @param {string} name
 */
function moment(values, name) {
  const [day, time] = [values.get(name), values.get(`${name}.time`)];
  return day && time ? `${day}T${time}` : (day ?? "");
}

/**
 * The events whose moments the choice made needs; what names none is an event itself.
 *
 * @param {HTMLFormElement} form
 */
function chosenEvents(form) {
  const { value, dataset } = chosen(form);
  return (dataset.events ?? value).split(",").filter(Boolean);
}

/**
 * Asks the time of the one moment only if the choice made runs from more than a day.
 *
 * @param {HTMLFormElement} form
 */
function askTimeWhereItCounts(form) {
  const time = form.querySelector('[name="from.time"]')?.closest("label");
  time?.toggleAttribute("hidden", chosen(form).dataset.untimed !== undefined);
}

/**
 * What is chosen in the form's first list.
 *
 * @param {HTMLFormElement} form
 */
function chosen(form) {
  const select = /** @type {HTMLSelectElement} */ (form.querySelector("select"));
  return select.selectedOptions[0] ?? new Option();
}

/**
 * @param {string} title
 * @param {{text: Said}[]} items
 * @param {Places} places
 */
function sentences(title, items, places) {
  return part(
    title,
    items.map(({ text }) => nodes(text, places)),
  );
}

/**
 * What to prepare, with how much of it beside the sum; a line for each of what is not the same.
 *
 * @param {KitItem[]} items
 * @param {Places} places
 */
function sums(items, places) {
  const rows = items.map(({ text, sums: found }) => [
    element("span", {}, ...nodes(text, places)),
    element("b", {}, ...found.map((each) => element("span", {}, ...nodes(each.text, places)))),
  ]);
  return part("", rows);
}

/**
 * How the moments were counted, with the rulings that this rests on.
 *
 * @param {Count[]} counted
 * @param {Places} places
 */
function counts(counted, places) {
  return part(
    "怎样算的",
    counted.map(({ text, ruling }) => [
      ...nodes(text, places),
      ...ruling.flatMap((each) => [`${places.marks.ruling} `, ...ruled(each, places)]),
    ]),
  );
}

/**
 * Rulings that an answer rests on.
 *
 * @param {string} title
 * @param {Ruling[]} found
 * @param {Places} places
 */
function rulings(title, found, places) {
  return part(
    title,
    found.map((each) => ruled(each, places)),
  );
}

/**
 * @param {Missing[]} found
 * @param {Places} places
 */
function missing(found, places) {
  return part(
    "还缺",
    found.map((each) => missingRow(each, places)),
  );
}

/**
 * A heading and a list, or nothing where there is nothing to list.
 *
 * @param {string} title
 * @param {(Node | string)[][]} rows
 */
function part(title, rows) {
  if (rows.length === 0) return [];
  const list = element("ul", {}, ...rows.map((row) => element("li", {}, ...row)));
  return title ? [element("p.tb-ask__part", {}, title), list] : [list];
}
