// Why the answer is what it is: every rule with its verdict, and its condition part by part.

import { element } from "../shared/dom.js";
import { inBrackets, nodes, plain, without } from "../shared/said.js";

/** @import {Group, Rule, Test} from "../shared/documents.d.ts" */
/** @import {Places} from "../shared/said.js" */

const MARKS = {
  true: { sign: "✓", word: "成立" },
  false: { sign: "✗", word: "不成立" },
  unknown: { sign: "？", word: "还不知道" },
};
const GROUPS = { all: "以下都要成立", any: "以下成立一项即可", not: "以下不能成立" };

/**
 * The rules in order. Those that the answer rests on are open, unless the reader chose otherwise.
 *
 * @param {Rule[]} rules
 * @param {Places} places
 * @param {HTMLElement} section Where they stand, and have stood.
 */
export function reasons(rules, places, section) {
  /** @param {string} selector */
  const ids = (selector) => new Set([...section.querySelectorAll(selector)].map(({ id }) => id));
  const closed = ids("details[data-decisive]:not([open])");
  const opened = ids("details[open]:not([data-decisive])");
  return element(
    "ol.tb-rules",
    {},
    ...rules.map((rule) => {
      const id = `${section.getAttribute("aria-labelledby")}-rule-${rule.rule}`;
      return ruleItem(rule, places, id, rule.decisive ? !closed.has(id) : opened.has(id));
    }),
  );
}

/**
 * @param {Rule} rule
 * @param {Places} places
 * @param {string} id
 * @param {boolean} open
 */
function ruleItem(rule, places, id, open) {
  const clauses = plain(rule.clause);
  const why = passedOver(rule) ?? plain(rule.why);
  const details = element(
    "details.tb-rule",
    { id, "data-verdict": rule.verdict, ...(rule.decisive ? { "data-decisive": "" } : {}) },
    element(
      "summary",
      {},
      mark(rule.verdict),
      element("span.tb-rule__name", {}, rule.name),
      element("span.tb-rule__text", {}, "：", why, ...inBrackets(clauses ? [clauses] : [])),
    ),
    conditionList([rule.tree], places, clauses),
    element("p.tb-rule__clause", {}, "依据：", ...nodes(rule.clause, places)),
  );
  details.toggleAttribute("open", open);
  return element("li", {}, details);
}

/**
 * Why a rule that holds is not the one that decides.
 *
 * @param {Rule} rule
 */
function passedOver({ verdict, decisive }) {
  return verdict === "true" && !decisive ? "条件也成立，但前面的规则已经决定" : null;
}

/**
 * @param {(Group | Test)[]} conditions
 * @param {Places} places
 * @param {string} below The clauses that stand below the list and need not be repeated in it.
 * @returns {HTMLElement}
 */
function conditionList(conditions, places, below) {
  return element(
    "ul.tb-conditions",
    {},
    ...conditions.map((node) =>
      element(
        "li",
        { "data-verdict": node.verdict },
        mark(node.verdict),
        ...said(node, places, below),
      ),
    ),
  );
}

/**
 * @param {Group | Test} node
 * @param {Places} places
 * @param {string} below
 */
function said(node, places, below) {
  if (node.kind !== "test") {
    const { kind, text, parts } = node;
    return parts.length > 0
      ? [GROUPS[kind], conditionList(parts, places, below)]
      : nodes(text, places);
  }
  const { text, clause, required, folded } = node;
  const names = required.map((name) => `“${name}”`).join("、");
  const title = element("summary", {}, "列出的是哪些");
  const list = element("details.tb-listed", {}, title, element("p", {}, names));
  const sentence = plain(clause) === below ? without(text, "clause", "citation") : text;
  return [...nodes(sentence, places), ...(folded ? [list] : [])];
}

/** @param {Rule["verdict"]} verdict */
function mark(verdict) {
  const { sign, word } = MARKS[verdict];
  return element(
    "span.tb-mark",
    {},
    element("span", { "aria-hidden": "true" }, sign),
    element("span.tb-sr", {}, `${word}：`),
  );
}
