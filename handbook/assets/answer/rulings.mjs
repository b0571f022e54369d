// A ruling as an answer cites it.

import { nodes } from "../shared/said.mjs";

/** @import {Places, Said} from "../shared/said.mjs" */
/** @typedef {{question: Said, answer: Said}} Ruling The question leads to the ruling. */

/**
 * A ruling's question and how it is answered.
 *
 * @param {Ruling} ruling
 * @param {Places} places
 */
export function ruled({ question, answer }, places) {
  return [...nodes(question, places), ...nodes(answer, places)];
}
