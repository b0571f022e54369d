// What each role has to do now, and by when.

import { anchor, clauseLinks, inBrackets, roleLink, ruled } from "./citing.mjs";
import { element } from "../shared/dom.mjs";
import { ROLE } from "../shared/names.mjs";

/** @import {Named, Ruling} from "./citing.mjs" */

/**
 * @typedef {object} Task
 * @property {string} text
 * @property {string | null} when
 * @property {string | null} deadline
 * @property {Named[]} form
 * @property {Named[]} clause
 *
 * @typedef {object} Penalty
 * @property {string} penalty
 * @property {string} text What slip costs what.
 * @property {Named[]} clause
 *
 * @typedef {object} Duty
 * @property {string} role
 * @property {string} label
 * @property {Task[]} tasks
 * @property {Penalty[]} penalties
 * @property {Ruling[]} ruling What the tasks rest on.
 */

/**
 * The tasks of the reader's role; while no role is chosen, everybody's, folded up.
 *
 * @param {Duty[]} duties
 * @param {{id: string, label: string}} role The chosen one; without an id, all.
 * @param {string} policy
 * @param {boolean} open Whether everybody's tasks are unfolded.
 */
export function tasks(duties, role, policy, open) {
  if (duties.length === 0) return [];
  const title = element("p.tb-answer__part", {}, "接下来要做的事");
  const choose = element("button.tb-link", { type: "button", "data-focus": ROLE });
  if (role.id) {
    const own = duties.find((duty) => duty.role === role.id);
    choose.textContent = role.label;
    title.append("：", choose);
    const nothing = element("p", {}, "这个结果没有要这个岗位做的事。");
    return [title, own ? list(own, policy) : nothing];
  }
  const count = duties.reduce((sum, duty) => sum + duty.tasks.length, 0);
  choose.textContent = "只看我的岗位";
  const everybody = element(
    "details.tb-duties",
    {},
    element("summary", {}, `${duties.length} 个岗位，${count} 件事`),
    ...duties.flatMap((duty) => [
      element("p.tb-duties__role", {}, roleLink(policy, duty.role, duty.label)),
      list(duty, policy),
    ]),
  );
  everybody.toggleAttribute("open", open);
  return [title, everybody, element("p.tb-duties__choose", {}, choose)];
}

/**
 * A role's tasks, below them what its slips cost, and what is read or undecided of the tasks.
 *
 * @param {Duty} duty
 * @param {string} policy
 */
function list({ tasks: items, penalties, ruling }, policy) {
  const slips = penalties.map(({ text, clause }) =>
    element("li.tb-duties__slip", {}, text, ...inBrackets(clauseLinks(clause, policy))),
  );
  return element(
    "ul.tb-answer__list",
    {},
    ...items.map((task) => item(task, policy)),
    ...slips,
    ...ruling.map((each) => element("li.tb-quiet", {}, "裁定 ", ...ruled(each, policy))),
  );
}

/**
 * @param {Task} task
 * @param {string} policy
 */
function item({ text, when, deadline, form, clause }, policy) {
  const forms = form.map(({ id, label }) => anchor(policy, `form-${id}`, `《${label}》`));
  return element(
    "li",
    {},
    ...(when ? [anchor(policy, `deadline-${deadline}`, when), "："] : []),
    text,
    ...(forms.length > 0 ? ["，用", ...forms] : []),
    ...inBrackets(clauseLinks(clause, policy)),
  );
}
