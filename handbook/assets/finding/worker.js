// Answers questions beside the page, which stays at the reader's hand meanwhile.

import { stretches, teaser } from "./marking.js";
import { nearest } from "./nearest.js";
import { Finder } from "./ranking.js";

/**
 * @typedef {import("./marking.js").Stretch} Stretch
 * @typedef {{mark: string, place: string, name: Stretch[], said: Stretch[], answer: string, more: string,
 *   whose: string[], clauses: string[], policy: string, standing: string}} Result
 * @typedef {{asked: string, results: Result[], certain: boolean, missed: string[], near: string[],
 *   tables: [title: string, place: string][]}} Answer
 */

const INDEX = new URL("../../../search/facts.json", import.meta.url);
/** How many results are told: a few in any case, others from a part of the best one's score on. */
const FEW = 8, MOST = 60, LEAST = 0.3;
/** So much of a question at least the best result holds, or nothing is said to answer it. */
const CERTAIN = 0.4;
const TEASER = 120;

/** @type {Promise<{finder: Finder, index: import("./facts.js").Index}> | undefined} */
let ready;

addEventListener("message", async ({ data: asked }) => {
  try {
    const { finder, index } = await (ready ??= load());
    postMessage(asked === "" ? { asked, tables: index.tables } : answer(asked, finder, index));
  } catch {
    ready = undefined;
    postMessage({ asked, unreached: true });
  }
});

async function load() {
  const response = await fetch(INDEX);
  if (!response.ok) throw new Error(`${INDEX}: ${response.status}`);
  /** @type {import("./facts.js").Index} */
  const index = await response.json();
  return { finder: new Finder(index), index };
}

/** @param {string} asked @param {Finder} finder @param {import("./facts.js").Index} index @returns {Answer} */
function answer(asked, finder, index) {
  const { found, words, missed } = finder.find(asked);
  const best = found[0];
  const told = found.filter(({ score }, at) => at < FEW || score >= LEAST * (best?.score ?? 0)).slice(0, MOST);
  const certain = (best?.held ?? 0) >= CERTAIN && !missed.length;
  return {
    asked,
    results: told.map(({ fact }) => shown(fact, words)),
    certain,
    missed,
    near: certain ? [] : nearest(asked, finder.names),
    tables: index.tables,
  };
}

/** @param {import("./facts.js").Fact} fact @param {string[]} words @returns {Result} */
function shown({ mark, place, name, said, answer, more, whose, clauses, policy }, words) {
  return {
    mark, place, answer, more, whose, clauses,
    name: stretches(name, words),
    said: stretches(teaser(said, words, TEASER), words),
    policy: policy?.title ?? "",
    standing: standingOf(policy),
  };
}

/** How a policy stands on the reader's day; empty where it is in force. @param {import("./facts.js").PolicyFacts | null} policy */
function standingOf(policy) {
  // The day in China; Sweden writes dates as ISO does.
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  return policy?.standing.findLast(([from], n) => n === 0 || from <= day)?.[1] ?? "";
}
