// What the engine answered, as the reader sees it.

import { anchor, citation, cited, clauseLinks, inBrackets } from "./citing.mjs";
import { element, joined } from "./dom.mjs";
import { reasons } from "./reasons.mjs";

/** @import {Named} from "./citing.mjs" */
/** @import {Rule} from "./reasons.mjs" */

/**
 * @typedef {object} Decision
 * @property {string | string[] | null} outcome
 * @property {string | string[] | null} outcome_label
 * @property {boolean} asked
 * @property {boolean} undetermined
 * @property {{kind: "input" | "figure" | "ruling", id: string, label: string}[]} missing
 * @property {string} label
 * @property {string} text
 * @property {Named[]} clause
 * @property {{id: string, question: string}[]} ruling
 * @property {Rule[]} trace
 * @property {{text: string}[]} next
 * @property {{text: string, clause: Named[], certain: boolean, may: boolean}[]} entitlements
 *
 * @typedef {object} Answer
 * @property {string} policy
 * @property {string} version
 * @property {string} on
 * @property {Record<string, string | null>} amounts
 * @property {Record<string, string>} amount_texts
 * @property {Record<string, Decision>} decisions
 * @property {{code: string, input: string, message: string}[]} errors Inputs left out.
 */

const NONE = "无";
const UNDETERMINED = "还不能确定";
const IDLE = "还没有结果";

/**
 * Shows an answer in the sections of a calculator.
 *
 * @param {HTMLElement} calculator
 * @param {Answer} answer
 * @param {(name: string) => boolean} isGiven Whether the reader filled in an input.
 */
export function showAnswer(calculator, answer, isGiven) {
  for (const section of sections(calculator)) {
    const decision = answer.decisions[section.dataset.decision ?? ""];
    if (decision) showDecision(section, decision, answer.policy);
  }
  for (const row of amountRows(calculator)) {
    const [id = "", of = ""] = ["amount", "of"].map((key) => row.getAttribute(`data-${key}`) ?? "");
    const text = isGiven(of) ? answer.amount_texts[id] : "";
    showAmount(row, answer.amounts[id] ?? null, text ?? "");
  }
  const version = calculator.querySelector("[data-version]");
  const short = answer.version.slice(0, 8);
  if (version) version.textContent = `按 ${answer.on} 的规定，制度版本 ${short}`;
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
    body(section).replaceChildren(element("p.tb-answer__idle", {}, IDLE));
  }
  for (const row of amountRows(calculator)) showAmount(row, null, "");
  const version = calculator.querySelector("[data-version]");
  if (version) version.textContent = "";
}

/**
 * The answer in a few words, for a narrow screen and for those who hear the page.
 *
 * @param {Answer} answer
 */
export function inShort(answer) {
  return Object.values(answer.decisions)
    .filter((decision) => decision.asked)
    .map((decision) => `${decision.label}：${headline(decision)}`)
    .join("；");
}

/**
 * @param {HTMLElement} section
 * @param {Decision} decision
 * @param {string} policy
 */
function showDecision(section, decision, policy) {
  section.dataset.outcome = [decision.outcome ?? []].flat().join(" ");
  section.toggleAttribute("data-undetermined", decision.undetermined);
  section.toggleAttribute("data-asked", decision.asked);
  if (!decision.asked) {
    body(section).replaceChildren(element("p.tb-answer__idle", {}, IDLE));
    return;
  }
  const certain = decision.entitlements.filter((each) => each.certain);
  const hanging = decision.entitlements.filter((each) => !each.certain);
  /** @param {Decision["entitlements"][number]} each */
  const service = (each) => [each.text, ...inBrackets(clauseLinks(each.clause, policy))];
  body(section).replaceChildren(
    element("p.tb-answer__outcome", {}, headline(decision)),
    element("p.tb-answer__sentence", {}, ...sentence(decision, policy)),
    ...part("还缺", decision.missing, (missing) => missingLink(missing, policy)),
    ...part("下一级", decision.next, (step) => [step.text]),
    element("p.tb-answer__part", {}, "理由"),
    reasons(decision.trace, policy, section),
    ...part("可以享受", certain, service),
    ...part("要看条件，或制度待定", hanging, service),
    ...part("有关的裁定", decision.ruling, ({ id, question }) => [
      anchor(policy, `ruling-${id}`, question),
    ]),
  );
}

/**
 * An amount with the sentence that explains it; without one, its place says that it waits.
 *
 * @param {Element} row
 * @param {string | null} amount
 * @param {string} text
 */
function showAmount(row, amount, text) {
  const label = row.querySelector("h3")?.textContent ?? "";
  const [idle, value, sentence] = row.querySelectorAll("p");
  idle?.toggleAttribute("hidden", text !== "");
  value?.toggleAttribute("hidden", text === "");
  sentence?.toggleAttribute("hidden", text === "");
  if (value) value.textContent = amount ?? UNDETERMINED;
  if (sentence) sentence.textContent = text.replace(`${label}：`, "");
}

/** @param {Decision} decision */
function headline(decision) {
  if (decision.undetermined && !decision.outcome?.length) return UNDETERMINED;
  return [decision.outcome_label ?? []].flat().join("、") || NONE;
}

/**
 * The engine's sentence, without what the headline says already.
 *
 * @param {Decision} decision
 * @param {string} policy
 */
function sentence(decision, policy) {
  const { label, text, clause } = decision;
  const said = [`${label}：${headline(decision)}`, `${label}：`].find((s) => text.startsWith(s));
  const rest = text.slice(said?.length ?? 0).replace(/^[，。]/, "");
  const links = clauseLinks(clause, policy);
  if (rest && rest !== `${citation(clause)}。`) return cited(rest, clause, policy);
  return links.length > 0 ? ["依据：", ...joined(links, "、")] : [];
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
 * @param {Decision["missing"][number]} missing
 * @param {string} policy
 */
function missingLink({ kind, id, label }, policy) {
  if (kind === "ruling") return ["制度没有定论：", anchor(policy, `ruling-${id}`, label)];
  const name = kind === "figure" ? `set.${id}` : id;
  const button = element("button.tb-link", { type: "button", "data-focus": name }, label);
  if (kind === "input") return ["填写", button];
  return [anchor(policy, `figure-${id}`, "制度待定"), "，可以试填", button];
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

/** @param {HTMLElement} section */
function body(section) {
  return /** @type {HTMLElement} */ (section.querySelector("[data-body]"));
}
