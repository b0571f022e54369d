// The facts of the index, as they are shown and as they are compared.

import { fold } from "./folding.js";

/**
 * @typedef {[mark: number, place: string, name: string, said?: string, answer?: string,
 *   whose?: string[], clauses?: number[], more?: string, weak?: 0 | 1]} Row  as the build writes it
 * @typedef {{title: string, sector: string, standing: [from: string, said: string][],
 *   clauses: [name: string, place: string][], facts: Row[]}} PolicyFacts
 * @typedef {{marks: string[], policies: PolicyFacts[], terms: Row[], help: Row[], words: string[][],
 *   tables: [title: string, place: string][]}} Index
 *
 * @typedef {object} Fact
 * @property {string} mark
 * @property {string} place
 * @property {string} name
 * @property {string} said
 * @property {string} answer
 * @property {string[]} whose
 * @property {string[]} clauses
 * @property {string} more
 * @property {boolean} weak Whether it answers less than others.
 * @property {PolicyFacts | null} policy
 *
 * @typedef {object} Folded A fact's texts as they are compared.
 * @property {string} name
 * @property {string} said
 * @property {string} tags The answer and whose it is.
 * @property {string} more
 * @property {string} around The policy's.
 */

/** The facts whose name is a word of its own, which a question may hold. */
const NAMING = new Set(["待遇", "等级", "表单", "术语"]);

export class Facts {
  /** @type {Fact[]} */
  all = [];
  /** @type {Folded[]} */
  folded = [];
  /** The numbers that each says. @type {number[][]} */
  numbers = [];
  /** Whom each policy serves, as it is compared: tiers, cards. @type {Map<PolicyFacts, Set<string>>} */
  served = new Map();
  /** What roles, tiers, services and forms are called. @type {Set<string>} */
  names = new Set();
  /** Which facts hold a sign. @type {Map<string, number[]>} */
  #holding = new Map();

  /** @param {Index} index */
  constructor({ marks, policies, terms, help }) {
    for (const policy of policies) {
      const around = `${fold(policy.title)}\n${fold(policy.sector)}`;
      for (const row of withClauses(policy, marks)) this.#add(factOf(row, policy, marks), around);
    }
    for (const row of [...terms, ...help]) this.#add(factOf(row, null, marks), "");
  }

  /** @param {Fact} fact @param {string} around */
  #add(fact, around) {
    const { name, said, answer, whose, more } = fact;
    const number = this.all.length;
    const folded = {
      name: fold(name),
      said: fold(said),
      tags: [answer, ...whose].map(fold).join("\n"),
      more: fold(more),
      around,
    };
    for (const sign of new Set(Object.values(folded).join(""))) {
      const holding = this.#holding.get(sign);
      if (holding) holding.push(number);
      else this.#holding.set(sign, [number]);
    }
    for (const each of whose) this.names.add(each);
    if (fact.policy && fact.mark === "待遇") {
      const served = this.served.get(fact.policy) ?? new Set();
      for (const each of whose) served.add(fold(each));
      this.served.set(fact.policy, served);
    }
    if (NAMING.has(fact.mark) && !(fact.mark === "等级" && answer)) this.names.add(name.replace(/[《》]/g, ""));
    this.all.push(fact);
    this.folded.push(folded);
    this.numbers.push(Array.from(`${folded.said} ${folded.tags}`.matchAll(/\d+(?:\.\d+)?/g), Number));
  }

  /**
   * The facts that may hold a text: they hold its rarest sign.
   *
   * @param {string} text
   */
  mayHold(text) {
    const lists = [...text].map((sign) => this.#holding.get(sign) ?? []);
    return lists.reduce((best, list) => (list.length < best.length ? list : best), lists[0] ?? []);
  }
}

/**
 * Whether a text stands in another, a number or a word in letters as a whole.
 *
 * @param {string} inside
 * @param {string} text
 */
export function stands(inside, text) {
  const begins = kind(text.at(0));
  const ends = kind(text.at(-1));
  for (let at = inside.indexOf(text); at >= 0; at = inside.indexOf(text, at + 1)) {
    const before = kind(inside[at - 1]);
    const after = kind(inside[at + text.length]);
    if (!(begins && begins === before) && !(ends && ends === after)) return true;
  }
  return false;
}

/** @param {string | undefined} sign */
export function kind(sign) {
  if (sign === undefined) return "";
  if (sign === "." || (sign >= "0" && sign <= "9")) return "number";
  return sign >= "a" && sign <= "z" ? "word" : "";
}

/**
 * @param {Row} row
 * @param {PolicyFacts | null} policy
 * @param {string[]} marks
 * @returns {Fact}
 */
function factOf(row, policy, marks) {
  const [mark, place, name, said = "", answer = "", whose = [], clauses = [], more = "", weak = 0] = row;
  return {
    mark: marks[mark] ?? "",
    place, name, said, answer, whose, more, policy,
    clauses: clauses.map((number) => policy?.clauses[number]?.[0] ?? ""),
    weak: weak === 1,
  };
}

/**
 * A policy's facts, and each of its clauses with what rests on it.
 *
 * @param {PolicyFacts} policy
 * @param {string[]} marks
 * @returns {Iterable<Row>}
 */
function* withClauses({ facts, clauses }, marks) {
  yield* facts;
  for (const [number, [label, place]] of clauses.entries()) {
    const resting = facts.filter(([, , , , , , rests]) => rests?.includes(number));
    const said = resting.map(([, , name, text = "", answer = ""]) =>
      [...new Set([name, text, answer])].filter(Boolean).join("，"));
    yield [marks.indexOf("条款"), place, label, said.join("；")];
  }
}
