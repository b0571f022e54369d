// What the outcome brings: for sure, at discretion, on a condition, and what is left open.

import { clauseLinks, inBrackets } from "./citing.mjs";
import { element } from "../shared/dom.mjs";

/** @import {Named} from "./citing.mjs" */

/**
 * @typedef {object} Entitlement
 * @property {string} text
 * @property {string} condition What it hangs on while that is unknown.
 * @property {Named[]} clause
 * @property {string} standing_label Whether it is given at all, in words.
 */

/**
 * The entitlements under the words that say how surely they are given, in the engine's order.
 *
 * @param {Entitlement[]} items
 * @param {string} policy
 */
export function entitlements(items, policy) {
  const titles = [...new Set(items.map((each) => each.standing_label))];
  return titles.flatMap((title) => {
    const found = items.filter((each) => each.standing_label === title);
    const lines = found.map(({ text, condition, clause }) =>
      element(
        "li",
        {},
        [text, condition].filter(Boolean).join("；"),
        ...inBrackets(clauseLinks(clause, policy)),
      ),
    );
    return [
      element("p.tb-answer__part", {}, title),
      element("ul.tb-answer__list", {}, ...lines),
    ];
  });
}
