// Where in a text the words of a question stand.

import { pieces } from "./folding.js";

/** @typedef {[text: string, marked: boolean]} Stretch */

/**
 * A text in stretches, those marked that hold one of the words.
 *
 * @param {string} text
 * @param {string[]} words As they are compared.
 * @returns {Stretch[]}
 */
export function stretches(text, words) {
  /** @type {Stretch[]} */
  const found = [];
  let done = 0;
  for (const [from, to] of ranges(text, words)) {
    if (to <= done) continue;
    const start = Math.max(from, done);
    if (start > done) found.push([text.slice(done, start), false]);
    found.push([text.slice(start, to), true]);
    done = to;
  }
  if (done < text.length) found.push([text.slice(done), false]);
  return found;
}

/**
 * The part of a long text around the first of the words.
 *
 * @param {string} text
 * @param {string[]} words
 * @param {number} most How many signs it may have.
 */
export function teaser(text, words, most) {
  if (text.length <= most) return text;
  const first = ranges(text, words)[0]?.[0] ?? 0;
  const start = whole(text, first < most - 20 ? 0 : first - 20);
  const end = whole(text, start + most);
  return `${start ? "…" : ""}${text.slice(start, end)}${end < text.length ? "…" : ""}`;
}

/** The same place, or the one before where a sign would be cut. @param {string} text @param {number} at */
function whole(text, at) {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

/** Where the words stand, in order. @param {string} text @param {string[]} words @returns {[number, number][]} */
function ranges(text, words) {
  let folded = "";
  /** For each sign of the folded text the part of the text that it comes of. @type {[number, number][]} */
  const places = [];
  for (const { from, to, folded: part } of pieces(text)) {
    const same = part.length === to - from;
    for (let at = 0; at < part.length; at += 1) places.push(same ? [from + at, from + at + 1] : [from, to]);
    folded += part;
  }
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push([places[at]?.[0] ?? 0, places[at + word.length - 1]?.[1] ?? 0]);
    }
  }
  return found.sort(([a], [b]) => a - b);
}
