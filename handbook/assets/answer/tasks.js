// What each role has to do now, and by when.

import { element } from "../shared/dom.js";
import { ROLE } from "../shared/names.js";
import { inBrackets, link, nodes } from "../shared/said.js";
import { ruled } from "./rulings.js";

/** @import {Duty, Task} from "../shared/documents.d.ts" */
/** @import {Places} from "../shared/said.js" */

/**
 * The tasks of the reader's role; while no role is chosen, everybody's, folded up.
 *
 * @param {Duty[]} duties
 * @param {{id: string, label: string}} role The chosen one; without an id, all.
 * @param {Places} places
 * @param {boolean} open Whether everybody's tasks are unfolded.
 */
export function tasks(duties, role, places, open) {
  if (duties.length === 0) return [];
  const title = element("p.tb-answer__part", {}, "接下来要做的事");
  const choose = element("button.tb-link", { type: "button", "data-focus": ROLE });
  if (role.id) {
    const own = duties.find((duty) => duty.role === role.id);
    choose.textContent = role.label;
    title.append("：", choose);
    const nothing = element("p", {}, "这个结果没有要这个岗位做的事。");
    return [title, own ? list(own, places) : nothing];
  }
  const count = duties.reduce((sum, duty) => sum + duty.tasks.length, 0);
  choose.textContent = "只看我的岗位";
  const everybody = element(
    "details.tb-duties",
    {},
    element("summary", {}, `${duties.length} 个岗位，${count} 件事`),
    ...duties.flatMap((duty) => [
      element("p.tb-duties__role", {}, link("role", duty.role, duty.label, places)),
      list(duty, places),
    ]),
  );
  everybody.toggleAttribute("open", open);
  return [title, everybody, element("p.tb-duties__choose", {}, choose)];
}

/**
 * A role's tasks, below them what its slips cost, and what is read or undecided of the tasks.
 *
 * @param {Duty} duty
 * @param {Places} places
 */
function list({ tasks: items, penalties, ruling }, places) {
  const slips = penalties.map(({ text, clause }) =>
    element("li.tb-duties__slip", {}, ...nodes(text, places), ...inBrackets(nodes(clause, places))),
  );
  return element(
    "ul.tb-answer__list",
    {},
    ...items.map((task) => item(task, places)),
    ...slips,
    ...ruling.map((each) => element("li.tb-quiet", {}, `${places.marks.ruling} `, ...ruled(each, places))),
  );
}

/**
 * @param {Task} task
 * @param {Places} places
 */
function item({ text, condition, when, form, clause }, places) {
  const forms = form.map(({ id, label }) => link("form", id, `《${label}》`, places));
  return element(
    "li",
    {},
    ...(when ? [...nodes(when, places), "："] : []),
    ...nodes(text, places),
    ...(forms.length > 0 ? ["，用", ...forms] : []),
    ...(condition ? ["；", ...nodes(condition, places)] : []),
    ...inBrackets(nodes(clause, places)),
  );
}
