// Which facts answer a question, the best first: those that hold most of it, where what is rare
// says more than what is common.

import { Facts, kind, stands } from "./facts.js";
import { fold } from "./folding.js";
import { takeApart, Words } from "./question.js";

/**
 * @typedef {{held: number, worth: number}} Held  how much of a question a fact holds, and what that
 *   is worth where it stands in the fact
 * @typedef {{fact: import("./facts.js").Fact, score: number, held: number}} Found  `held`: the share
 *   of the question
 */

/** What it is worth where something stands; the more of a name, the more. */
const IN_NAME = 1, WHOLE_NAME = 0.6, IN_TAGS = 1.2, IN_SAID = 1, IN_MORE = 0.7, IN_POLICY = 0.6;
/** How much the name of a fact says what it is about. @type {Record<string, number>} */
const NAMES = { 步骤: 0.75, 怎么理解: 0.9 };
/** What a word said otherwise is worth, and one of which only pairs of signs are there. */
const OTHERWISE = 0.75, IN_PAIRS = 0.9;
/** What it is worth that words stand side by side as they do in the question. */
const JOINED = 0.3;
/** A single sign says little, and less where it is no known word. */
const SIGN = 0.7, STRANGE_SIGN = 0.3;
/** Pages by hand, where a number is only an example. */
const HELP = "说明";
/** Facts come before how they are read, and these before help. @type {Record<string, number>} */
const WORTH = { 怎么理解: 0.5, 制度: 0.55, 条款: 0.45, 数字: 0.9, 术语: 0.6, [HELP]: 0.25 };
/** Where a number is asked for: facts with one, and with one of what is asked for. */
const NUMBERED = 1.2, COUNTED = 1.5;
const WEAK = 0.75;
/** What another tier gets, where the question names one. */
const OF_OTHERS = 0.3;
/** What is left of a fact's worth that holds nearly nothing of the question. */
const ANY = 0.3;
/** From how many signs on a sentence is long, and what that costs. */
const LONG = 60, LENGTHY = 0.15;
/** From what part of a number on another is near it. */
const NEAR = 0.1;

export class Finder {
  #facts;
  #words;

  /** @param {import("./facts.js").Index} index */
  constructor(index) {
    this.#facts = new Facts(index);
    this.#words = new Words([...index.words, ...[...this.#facts.names].map((name) => [name])]);
  }

  /** What roles, tiers, services and forms are called. */
  get names() {
    return this.#facts.names;
  }

  /**
   * @param {string} typed
   * @returns {{found: Found[], words: string[], missed: string[]}} The best first; what to mark in
   *   them; the words that no fact holds.
   */
  find(typed) {
    const { parts, joints, marks, number, unit } = takeApart(typed, this.#words);
    /** @type {Map<number, Held>} */
    const sums = new Map();
    /** @type {string[]} */
    const missed = [];
    let whole = 0;
    for (const part of parts) {
      const holding = this.#holdersOf(part);
      whole += Math.max(0, ...Array.from(holding.values(), ({ held }) => held));
      for (const [fact, more] of holding) add(sums, fact, more);
      if (!holding.size && part.named) missed.push(part.ways[0] ?? "");
    }
    for (const joint of joints) {
      for (const [fact, { worth }] of this.#weighed(this.#holders(joint), JOINED)) {
        const sum = sums.get(fact);
        if (sum) sum.worth += worth;
      }
    }
    const found = Array.from(sums, ([place, sum]) => {
      const fact = /** @type {import("./facts.js").Fact} */ (this.#facts.all[place]);
      const held = sum.held / whole;
      let score = sum.worth * (ANY + (1 - ANY) * held) * (WORTH[fact.mark] ?? 1);
      score *= marks.get(fact.mark) ?? 1;
      if (number && /\d/.test(fact.answer)) score *= NUMBERED;
      if (unit?.test(fact.answer) || unit?.test(fact.said)) score *= COUNTED;
      else if (unit && /\d/.test(fact.answer)) score /= COUNTED;
      if (fact.weak) score *= WEAK;
      if (this.#servesOthers(fact, parts)) score *= OF_OTHERS;
      score /= 1 + LENGTHY * Math.log2(1 + fact.said.length / LONG);
      return { fact, score, held };
    });
    found.sort((a, b) => b.score - a.score);
    return { found, words: parts.flatMap(({ ways, pairs }) => [...ways, ...pairs]), missed };
  }

  /**
   * Whether a fact is what a policy gives to others than to those whom a question names.
   *
   * @param {import("./facts.js").Fact} fact
   * @param {import("./question.js").Part[]} parts
   */
  #servesOthers({ mark, policy, whose }, parts) {
    const served = policy && mark === "待遇" ? this.#facts.served.get(policy) : undefined;
    const asked = parts.flatMap(({ ways }) => ways.slice(0, 1)).filter((way) => named(served ?? [], way));
    const own = whose.map(fold);
    return asked.length > 0 && own.length > 0 && !asked.some((way) => named(own, way));
  }

  /**
   * The facts that hold a part of a question: in one of its ways, else in pairs of its signs; of a
   * number that no policy holds, those that it is not far above.
   *
   * @param {import("./question.js").Part} part
   */
  #holdersOf({ ways, pairs }) {
    /** @type {Map<number, number>} */
    const where = new Map();
    ways.forEach((way, place) => {
      const by = (place ? OTHERWISE : 1) * weight(way, ways.length > 1);
      for (const [fact, worth] of this.#holders(way)) {
        where.set(fact, Math.max(worth * by, where.get(fact) ?? 0));
      }
    });
    const found = this.#weighed(where, 1);
    /** @type {Map<number, Held>} */
    const inPairs = new Map();
    for (const pair of pairs) {
      const holding = this.#weighed(this.#holders(pair), IN_PAIRS / pairs.length);
      for (const [fact, more] of holding) add(inPairs, fact, more);
    }
    for (const [fact, other] of inPairs) {
      if ((found.get(fact)?.worth ?? 0) < other.worth) found.set(fact, other);
    }
    const asked = Number.parseFloat(ways[0] ?? "");
    const said = Array.from(found.keys()).some((fact) => this.#facts.all[fact]?.mark !== HELP);
    if (said || Number.isNaN(asked)) return found;
    return new Map([...found, ...this.#weighed(this.#reachedBy(asked), 1)]);
  }

  /** @param {Iterable<[fact: number, where: number]>} holders @param {number} by */
  #weighed(holders, by) {
    const all = [...holders];
    const held = Math.log(1 + this.#facts.all.length / (1 + all.length)) * by;
    return new Map(all.map(([fact, where]) => [fact, { held, worth: held * where }]));
  }

  /**
   * The facts that hold a text, and what the place where it stands is worth.
   *
   * @param {string} text
   * @returns {Iterable<[fact: number, where: number]>}
   */
  * #holders(text) {
    for (const number of this.#facts.mayHold(text)) {
      const where = this.#worth(number, text);
      if (where) yield [number, where];
    }
  }

  /** @param {number} number @param {string} text */
  #worth(number, text) {
    const { name, tags, said, more, around } =
      /** @type {import("./facts.js").Folded} */ (this.#facts.folded[number]);
    if (stands(name, text)) {
      const by = NAMES[this.#facts.all[number]?.mark ?? ""] ?? 1;
      return by * (IN_NAME + WHOLE_NAME * Math.sqrt(text.length / name.length));
    }
    if (stands(tags, text)) return IN_TAGS;
    if (stands(said, text)) return IN_SAID;
    if (stands(more, text)) return IN_MORE;
    return stands(around, text) ? IN_POLICY : 0;
  }

  /**
   * The facts that say a number below the one asked for, not far: a threshold that it reaches.
   *
   * @param {number} asked
   * @returns {Iterable<[fact: number, where: number]>}
   */
  * #reachedBy(asked) {
    for (const [fact, numbers] of this.#facts.numbers.entries()) {
      const nearest = Math.max(0, ...numbers.filter((each) => each <= asked));
      if (nearest > asked * NEAR) yield [fact, nearest / asked];
    }
  }
}

/** Whether one of several names has a text in it. @param {Iterable<string>} names @param {string} text */
function named(names, text) {
  for (const name of names) if (stands(name, text)) return true;
  return false;
}

/** @param {Map<number, Held>} sums @param {number} fact @param {Held} more */
function add(sums, fact, { held, worth }) {
  const sum = sums.get(fact);
  if (sum) {
    sum.held += held;
    sum.worth += worth;
  } else {
    sums.set(fact, { held, worth });
  }
}

/** @param {string} way @param {boolean} known */
function weight(way, known) {
  if (way.length > 1 || kind(way)) return 1;
  return known ? SIGN : STRANGE_SIGN;
}
