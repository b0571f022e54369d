// What the outcome brings: for sure, at discretion, on a condition, and what is left open.

import { clauseLinks, inBrackets } from "./citing.mjs";
import { element } from "./dom.mjs";

/** @import {Named} from "./citing.mjs" */

/**
 * @typedef {object} Entitlement
 * @property {string} text
 * @property {string} condition What it hangs on while that is unknown.
 * @property {Named[]} clause
 * @property {string} standing Whether it is given at all.
 * @property {string} standing_label The words for that.
 */

/** The order in which they stand. */
const STANDINGS = ["given", "may", "conditional", "open"];

/**
 * The entitlements under the words that say how surely they are given.
 *
 * @param {Entitlement[]} items
 * @param {string} policy
 */
export function entitlements(items, policy) {
  return STANDINGS.flatMap((standing) => {
    const found = items.filter((each) => each.standing === standing);
    const lines = found.map(({ text, condition, clause }) =>
      element(
        "li",
        {},
        [text, condition].filter(Boolean).join("；"),
        ...inBrackets(clauseLinks(clause, policy)),
      ),
    );
    const title = found[0]?.standing_label ?? "";
    return found.length > 0
      ? [element("p.tb-answer__part", {}, title), element("ul.tb-answer__list", {}, ...lines)]
      : [];
  });
}
