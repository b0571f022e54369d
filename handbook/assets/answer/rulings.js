// A ruling as an answer cites it.

import { nodes } from "../shared/said.js";

/** @import {Ruling} from "../shared/documents.d.ts" */
/** @import {Places} from "../shared/said.js" */

/**
 * A ruling's question and how it is answered.
 *
 * @param {Ruling} ruling
 * @param {Places} places
 */
export function ruled({ question, answer }, places) {
  return [...nodes(question, places), ...nodes(answer, places)];
}
