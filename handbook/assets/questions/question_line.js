// Steps on a date line: the days as a strip, the steps under it, and the calendar to take away.

import { ruled } from "../answer/rulings.js";
import { element, joined } from "../shared/dom.js";
import { link, nodes } from "../shared/said.js";

/** @import {Due, Notice, Step, Timeline} from "../shared/documents.d.ts" */
/** @import {Places} from "../shared/said.js" */

const WEEKDAYS = [..."日一二三四五六"];

/**
 * Every day from the first moment to the last: free days, days worked in exchange, those that a
 * holiday notice may still change, and the days on which something is due.
 *
 * @param {Timeline} answer
 */
export function dayStrip({ days, events, steps: found }) {
  if (days.length < 2) return [];
  const starts = events.map(({ at }) => at?.slice(0, 10));
  const dues = found.map(({ due }) => due?.slice(0, 10));
  const cells = days.map(({ day, working, exchanged, provisional }, place) => {
    const [, month, date] = day.split("-").map(Number);
    const weekday = new Date(`${day}T00:00`).getDay();
    const work = exchanged ? "上班" : working ? "" : "休";
    const marks = [
      starts.includes(day) ? "起" : "",
      dues.includes(day) ? `${dues.filter((due) => due === day).length} 步` : "",
    ];
    return element(
      "li",
      {
        "data-weekday": String(weekday),
        ...(working ? {} : { "data-free": "" }),
        ...(provisional ? { "data-provisional": "" } : {}),
        ...(marks.some(Boolean) ? { "data-due": "" } : {}),
      },
      element("b", {}, place === 0 || date === 1 ? `${month}/${date}` : String(date)),
      element("small", {}, `周${WEEKDAYS[weekday]}`),
      element("small", {}, provisional ? `暂${work}` : work),
      element("span", {}, ...joined(marks.filter(Boolean), " ")),
    );
  });
  return [element("ol.tb-days", { "aria-label": "这些天" }, ...cells)];
}

/**
 * The steps under the names of their processes.
 *
 * @param {(Step | Notice)[]} found
 * @param {Places} places
 */
export function steps(found, places) {
  const processes = [...new Set(found.map(({ process }) => process))];
  return processes.flatMap((process) => {
    const own = found.filter((step) => step.process === process);
    const rows = own.map((step) => row(step, places));
    return [
      element("p.tb-ask__part", {}, own[0]?.process_label ?? ""),
      element("ol.tb-line", {}, ...rows),
    ];
  });
}

/**
 * @param {Step | Notice} found
 * @param {Places} places
 */
function row(found, places) {
  const { step, due, when, text, ruling } = found;
  const learns = "learns" in found ? found.learns : [];
  const roles = learns.map(({ id, label }) => link("role", id, label, places));
  return element(
    "li",
    { "data-step": step, ...(due ? { "data-due": due } : {}) },
    ...(roles.length > 0 ? [element("b.tb-line__learns", {}, ...joined(roles, "、"))] : []),
    element("span.tb-line__when", {}, ...nodes(when, places)),
    element("span.tb-line__text", {}, ...nodes(text, places)),
    ...ruling.map((each) => element("span.tb-line__ruling", {}, `${places.marks.ruling} `, ...ruled(each, places))),
  );
}

/**
 * A button that saves what is due as a calendar file; nothing where nothing is dated.
 *
 * @param {Due | Timeline} answer
 */
export function calendarButton(answer) {
  const { entries } = answer;
  if (entries.length === 0) return [];
  const button = element("button.tb-ask__button", { type: "button" }, "存为日历文件（.ics）");
  const said = element("span", { role: "status" });
  button.addEventListener("click", async () => {
    const name = `${answer.policy}-${"process" in answer ? answer.process.id : answer.deadline}`;
    const saved = await import("./calendar_file.js").then(
      ({ saveCalendar }) => saveCalendar(name, entries).then(() => true),
      () => false,
    );
    said.textContent = saved ? "" : "日历文件没有做成，请检查网络后再试。";
  });
  return [element("p.tb-ask__actions", {}, button, said)];
}
