// A question taken apart into what it holds: known words with all that mean the same, numbers, and
// pairs of signs of what nobody knows.

import { AIMS, IDLE, SAME } from "./everyday.js";
import { fold } from "./folding.js";

/**
 * @typedef {object} Part  One thing that a question holds.
 * @property {string[]} ways  How it may be said; the first is how it is asked.
 * @property {boolean} named  Whether it is a word of its own, of more than one sign.
 * @property {string[]} pairs  What is left of it where no way is found: pairs of its signs.
 *
 * @typedef {object} Question
 * @property {Part[]} parts
 * @property {string[]} joints  What stands side by side in it: who says 大客户 means no 客户 alone.
 * @property {Map<string, number>} marks  How much more a fact is worth, by its mark.
 * @property {boolean} number  Whether a number answers it.
 * @property {RegExp | null} unit  What the number counts.
 */

const ASKING = /[几多少谁什么哪怎样的了吗呢是要会能]/;
const HAN = /\p{Script=Han}/u;
// A number, or words in letters.
const RUN = /^(?:\d+(?:\.\d+)?%?|[a-z]+(?: [a-z]+)*)/;

/** The words of a handbook by themselves, each with all that mean the same. */
export class Words {
  /** @type {Map<string, Set<string>>} */
  #ways = new Map();
  #longest = 0;

  /** @param {Iterable<string[]>} groups Words for one thing each. */
  constructor(groups) {
    for (const group of [...SAME, ...groups]) {
      const folded = group.map(fold).filter(Boolean);
      for (const word of folded) {
        const ways = this.#ways.get(word) ?? new Set([word]);
        folded.forEach((way) => ways.add(way));
        this.#ways.set(word, ways);
        this.#longest = Math.max(this.#longest, word.length);
      }
    }
  }

  /** How a known word may be said, itself first. @param {string} word */
  ways(word) {
    return [...this.#ways.get(word) ?? []];
  }

  /** The longest known word that begins at a place. @param {string} text @param {number} at */
  at(text, at) {
    for (let to = Math.min(text.length, at + this.#longest); to > at; to -= 1) {
      const word = text.slice(at, to);
      if (this.#ways.has(word)) return word;
    }
    return "";
  }
}

/**
 * @param {string} typed
 * @param {Words} words
 * @returns {Question}
 */
export function takeApart(typed, words) {
  const folded = fold(typed).replace(/打(?:几|多少)折/, "打折");
  const aims = AIMS.filter(({ sign }) => sign.test(folded));
  return {
    parts: [...literal(typed), ...partsOf(folded, words)],
    joints: jointsOf(folded),
    marks: wanted(aims),
    number: aims.some(({ number }) => number),
    unit: unitOf(folded),
  };
}

/** @param {import("./everyday.js").Aim[]} aims */
function wanted(aims) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const { marks, by } of aims) {
    for (const mark of marks) found.set(mark, Math.max(by, found.get(mark) ?? 1));
  }
  return found;
}

/** 几条 and 多少天 ask for a number of these. @param {string} folded */
function unitOf(folded) {
  const unit = /(?:几|多少)(?:个)?([^\d\s])/.exec(folded)?.[1];
  if (!unit) return null;
  return new RegExp(`\\d\\s*[^\\d]?(?:${unit === "天" ? "天|日|工作日" : unit === "块" || unit === "钱" ? "元" : unit})`);
}

/** What is typed as it stands, between spaces: any part of a sentence is found by itself. @param {string} typed */
function literal(typed) {
  const words = typed.split(/[\s"]+/u).map(fold).filter((word) => word.length > 1);
  return words.map((word) => /** @type {Part} */ ({ ways: [word], named: false, pairs: [] }));
}

/** @param {string} folded @param {Words} words @returns {Iterable<Part>} */
function* partsOf(folded, words) {
  let unknown = "";
  for (let at = 0; at < folded.length;) {
    const run = RUN.exec(folded.slice(at))?.[0] ?? "";
    const known = words.at(folded, at);
    const word = known.length > 1 && known.length >= run.length ? known : run;
    if (word) {
      yield* strange(unknown, words);
      yield partOf(word, words);
      unknown = "";
    } else {
      unknown += folded[at];
    }
    at += word.length || 1;
  }
  yield* strange(unknown, words);
}

/** @param {string} word @param {Words} words @returns {Part} */
function partOf(word, words) {
  const ways = words.ways(word);
  return { ways: ways.length ? ways : [word], named: word.length > 1, pairs: pairs(word) };
}

/** Where the browser sees words, in what is no name of the handbook's. */
const segmenter = "Segmenter" in Intl ? new Intl.Segmenter("zh", { granularity: "word" }) : null;

/** @param {string} text @param {Words} words @returns {Iterable<Part>} */
function* strange(text, words) {
  for (const word of segmented(text)) if (!IDLE.has(word)) yield partOf(word, words);
}

/** @param {string} text */
function segmented(text) {
  return segmenter ? Array.from(segmenter.segment(text), ({ segment }) => segment) : neighbours(text);
}

/** @param {string} text */
function neighbours(text) {
  if (text.length < 3) return text ? [text] : [];
  return Array.from(text.slice(1), (sign, at) => `${text[at]}${sign}`);
}

/** @param {string} folded */
function jointsOf(folded) {
  const signs = folded.match(/[a-z]+|\d+(?:\.\d+)?%?|\S/g) ?? [];
  return signs.slice(1).map((sign, at) => `${signs[at]}${sign}`).filter((joint) => !ASKING.test(joint));
}

/** The words in a longer one, else its pairs of signs. @param {string} word */
function pairs(word) {
  if (word.length < 3 || !HAN.test(word)) return [];
  const inside = segmented(word).filter((each) => each.length > 1 && each !== word);
  return inside.length > 1 ? inside : neighbours(word);
}
