// What an answer lacks, as the reader can mend it.

import { element } from "../shared/dom.js";
import { TRIAL } from "../shared/names.js";
import { link, nodes, plain } from "../shared/said.js";

/** @import {Missing} from "../shared/documents.d.ts" */
/** @import {Places, Said} from "../shared/said.js" */

/**
 * One thing that is missing, with the way to its control or to the ruling that leaves it open.
 *
 * @param {Missing} missing
 * @param {Places} places
 * @returns {(Node | string)[]}
 */
export function missingRow({ kind, id, label }, places) {
  const { marks } = places;
  switch (kind) {
    case "ruling":
    case "question":
      return ["制度没有定论：", ...nodes(label, places)];
    case "figure":
      return [link("figure", id, `制度${marks.open}`, places), `，可以${marks.trial}“`, toControl(TRIAL + id, label), "”"];
    case "input":
      return ["填写“", toControl(id, label), "”"];
    case "event":
      return ["什么时候：", toControl(id, label)];
    case "time":
      return ["几点：", toControl(`${id}.time`, label)];
  }
}

/**
 * A button that brings the reader to a control.
 *
 * @param {string} name
 * @param {Said} label
 */
function toControl(name, label) {
  return element("button.tb-link", { type: "button", "data-focus": name }, plain(label));
}
