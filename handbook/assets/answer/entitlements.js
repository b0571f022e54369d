// What the outcome brings: for sure, at discretion, on a condition, and what is left open.

import { element } from "../shared/dom.js";
import { inBrackets, nodes } from "../shared/said.js";

/** @import {Entitlement} from "../shared/documents.d.ts" */
/** @import {Places} from "../shared/said.js" */

/**
 * The entitlements under the words that say how surely they are given, in the engine's order.
 *
 * @param {Entitlement[]} items
 * @param {string} listed How the source lists them, in words; empty where as a whole.
 * @param {Places} places
 */
export function entitlements(items, listed, places) {
  const titles = [...new Set(items.map((each) => each.standing_label))];
  const parts = titles.flatMap((title) => {
    const found = items.filter((each) => each.standing_label === title);
    const lines = found.map(({ text, condition, clause }) =>
      element(
        "li",
        {},
        ...nodes(text, places),
        ...(condition ? ["；", ...nodes(condition, places)] : []),
        ...inBrackets(nodes(clause, places)),
      ),
    );
    return [
      element("p.tb-answer__part", {}, title),
      element("ul.tb-answer__list", {}, ...lines),
    ];
  });
  return listed ? [...parts, element("p.tb-quiet", {}, listed)] : parts;
}
