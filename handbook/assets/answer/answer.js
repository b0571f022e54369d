// What the engine answered, as the reader sees it.

import { element } from "../shared/dom.js";
import { entitlements } from "./entitlements.js";
import { tasks } from "./tasks.js";
import { missingRow } from "./missing.js";
import { picture } from "./picture.js";
import { reasons } from "./reasons.js";
import { ruled } from "./rulings.js";
import { nodes, placesOf, plain, without } from "../shared/said.js";
import { unshadowed } from "../shared/unshadowed.js";

/** @import {Decision, PageAnswer} from "../shared/documents.d.ts" */
/** @import {Places} from "../shared/said.js" */

const IDLE = "还没有结果";
const VERSION_SHOWN = 8;

/** @type {WeakMap<Element, string>} What a section shows. */
const shown = new WeakMap();

/**
 * Shows an answer in the sections of a calculator.
 *
 * @param {HTMLElement} calculator
 * @param {PageAnswer} answer
 * @param {(name: string) => boolean} isGiven Whether the reader filled in an input.
 * @param {{id: string, label: string}} role Whose tasks are listed; without an id, everybody's.
 */
export function showAnswer(calculator, answer, isGiven, role) {
  const form = calculator.querySelector("form");
  const places = placesOf(form && unshadowed(form));
  for (const section of sections(calculator)) {
    const decision = answer.decisions[section.dataset.decision ?? ""];
    const content = JSON.stringify([decision, role.id]);
    if (!decision || shown.get(section) === content) continue;
    shown.set(section, content);
    showDecision(section, decision, places, role);
  }
  for (const row of amountRows(calculator)) {
    const [id = "", of = ""] = ["amount", "of"].map((key) => row.getAttribute(`data-${key}`) ?? "");
    const text = isGiven(of) ? answer.amount_texts[id] : "";
    const value = answer.amount_headlines[id] ?? "";
    const rulings = answer.amount_rulings[id] ?? [];
    const grounds = rulings.flatMap((each) => [`${places.marks.ruling}：`, ...ruled(each, places)]);
    // The amount's own name stands above it.
    const sum = nodes(without(text ?? "", "amount"), places);
    showAmount(row, value, sum, grounds);
  }
  const short = answer.version.slice(0, VERSION_SHOWN);
  say(calculator, "[data-version]", `按 ${answer.on} 的规定，制度版本 ${short}`);
  say(calculator, "[data-given]", `填写：${answer.given.map(({ text }) => plain(text)).join("；")}`);
}

/**
 * Takes every answer away: nothing is filled in.
 *
 * @param {HTMLElement} calculator
 */
export function clearAnswer(calculator) {
  for (const section of sections(calculator)) {
    delete section.dataset.outcome;
    delete section.dataset.undetermined;
    delete section.dataset.asked;
    shown.delete(section);
    body(section).replaceChildren(element("p.tb-answer__idle", {}, IDLE));
  }
  for (const row of amountRows(calculator)) showAmount(row, "", [], []);
  say(calculator, "[data-version]", "");
  say(calculator, "[data-given]", "");
}

/**
 * The answer in a few words, for a narrow screen and for those who hear the page.
 *
 * @param {HTMLElement} calculator It shows the answer already.
 * @param {PageAnswer} answer
 */
export function inShort(calculator, answer) {
  const decided = Object.values(answer.decisions)
    .filter((decision) => decision.asked)
    .map(({ label, headline }) => `${label}：${headline}`);
  const worth = [...amountRows(calculator)]
    .filter((row) => !row.querySelector("[data-amount-value]")?.hasAttribute("hidden"))
    .map((row) => ["h3", "[data-amount-value]"].map((of) => row.querySelector(of)?.textContent))
    .map(([label, amount]) => `${label}：${amount}`);
  return [...decided, ...worth].join("；");
}

/**
 * @param {HTMLElement} section
 * @param {Decision} decision
 * @param {Places} places
 * @param {{id: string, label: string}} role
 */
function showDecision(section, decision, places, role) {
  section.dataset.outcome = [decision.outcome ?? []].flat().join(",");
  section.toggleAttribute("data-undetermined", decision.undetermined);
  section.toggleAttribute("data-asked", decision.asked);
  if (!decision.asked) {
    body(section).replaceChildren(element("p.tb-answer__idle", {}, IDLE));
    return;
  }
  const unfolded = section.querySelector(".tb-duties")?.hasAttribute("open") ?? false;
  body(section).replaceChildren(
    element("p.tb-answer__outcome", {}, decision.headline),
    element("p.tb-answer__sentence", {}, ...nodes(decision.brief, places), ...grounds(decision, places)),
    ...decision.next.map((step) => element("p.tb-answer__next", {}, ...nodes(step.text, places))),
    ...(decision.position ? [picture(decision.position)] : []),
    ...part("还缺", decision.missing, (missing) => missingRow(missing, places)),
    ...(decision.trace.length > 0
      ? [element("p.tb-answer__part", {}, "理由"), reasons(decision.trace, places, section)]
      : []),
    ...(decision.caution ? [element("p.tb-answer__caution", {}, decision.caution)] : []),
    ...entitlements(decision.entitlements, decision.entitlements_listed, places),
    ...tasks(decision.duties, role, places, unfolded),
    ...part(`有关的${places.marks.ruling}`, decision.ruling, (each) => ruled(each, places)),
  );
}

/**
 * The clauses that a settled answer rests on.
 *
 * @param {Decision} decision
 * @param {Places} places
 */
function grounds({ undetermined, clause }, places) {
  const links = nodes(clause, places);
  return undetermined || links.length === 0 ? [] : ["依据：", ...links];
}

/**
 * An amount with the sentence that explains it and the rulings that it rests on; without a
 * sentence, its place says that it waits.
 *
 * @param {Element} row
 * @param {string} amount
 * @param {(Node | string)[]} sum
 * @param {(Node | string)[]} grounds
 */
function showAmount(row, amount, sum, grounds) {
  const [idle, value, sentence] = row.querySelectorAll("p");
  idle?.toggleAttribute("hidden", sum.length > 0);
  value?.toggleAttribute("hidden", sum.length === 0);
  sentence?.toggleAttribute("hidden", sum.length === 0);
  if (value) value.textContent = amount;
  sentence?.replaceChildren(...sum, ...grounds);
}

/**
 * A heading and a list, or nothing where there is nothing to list.
 *
 * @template T
 * @param {string} title
 * @param {T[]} items
 * @param {(item: T) => (Node | string)[]} content
 */
function part(title, items, content) {
  if (items.length === 0) return [];
  const list = items.map((item) => element("li", {}, ...content(item)));
  return [
    element("p.tb-answer__part", {}, title),
    element("ul.tb-answer__list", {}, ...list),
  ];
}

/**
 * @param {HTMLElement} calculator
 * @returns {NodeListOf<HTMLElement>}
 */
function sections(calculator) {
  return calculator.querySelectorAll("[data-decision]");
}

/** @param {HTMLElement} calculator */
function amountRows(calculator) {
  return calculator.querySelectorAll("[data-amount]");
}

/**
 * @param {HTMLElement} calculator
 * @param {string} place
 * @param {string} text
 */
function say(calculator, place, text) {
  const found = calculator.querySelector(place);
  if (found && found.textContent !== text) found.textContent = text;
}

/** @param {HTMLElement} section */
function body(section) {
  return /** @type {HTMLElement} */ (section.querySelector("[data-body]"));
}
