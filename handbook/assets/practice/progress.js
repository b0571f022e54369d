// What was practised, and when it comes again: kept in this browser alone, to be taken along as a
// file, joined with another one, or cleared. When a topic comes again is FSRS's business, which is
// fetched when somebody practises.

const LIBRARY = new URL("../fsrs.js", import.meta.url);
const ROOT = new URL("../../../", import.meta.url);
/** Another handbook on the same host, at another path, has its own. */
const KEY = `handbook-practice ${ROOT.pathname}`;
const READ = `handbook-read ${ROOT.pathname}`;
const FORM = "tierbook-practice";

/**
 * A topic: how it was answered so far, by which version of its policy last, when it comes again, and
 * the library's own notes.
 *
 * @typedef {{right: number, wrong: number, last: string, version: string, due: string, card: object}} Kept
 * @typedef {Record<string, Kept>} Topics By `policy kind topic`, as JSON.
 */

/** @returns {Topics} */
export function topics() {
  try {
    return checked(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

/**
 * Notes how a topic was answered.
 *
 * @param {string} key
 * @param {string} version The policy's.
 * @param {boolean} isRight
 * @param {Date} now
 */
export async function note(key, version, isRight, now) {
  /** @type {typeof import("ts-fsrs")} */
  const { createEmptyCard, fsrs, Rating } = await import(LIBRARY.href);
  const all = topics();
  const { right = 0, wrong = 0, card = createEmptyCard(now) } = all[key] ?? {};
  // Without chance two browsers with the same answers ask the same again.
  const next = fsrs({ enable_fuzz: false })
    .next(/** @type {import("ts-fsrs").CardInput} */ (card), now, isRight ? Rating.Good : Rating.Again);
  all[key] = {
    right: right + Number(isRight),
    wrong: wrong + Number(!isRight),
    last: now.toISOString(),
    version,
    due: next.card.due.toISOString(),
    card: next.card,
  };
  keep(KEY, all);
}

/**
 * The topics that are due: first those whose policies have changed since, then what was missed most.
 *
 * @param {Map<string, string>} versions Of the policies that are asked about.
 * @param {string} kind Empty for all.
 * @param {Date} now
 * @returns {[policy: string, kind: string, topic: string][]}
 */
export function due(versions, kind, now) {
  return Object.entries(topics())
    .map(([key, kept]) => ({ topic: /** @type {[string, string, string]} */ (JSON.parse(key)), kept }))
    .filter(({ topic: [policy, own] }) => versions.has(policy) && (!kind || own === kind))
    .map((each) => ({ ...each, changed: Number(each.kept.version !== versions.get(each.topic[0])) }))
    .filter(({ kept, changed }) => changed || kept.due <= now.toISOString())
    .sort((one, other) => other.changed - one.changed || other.kept.wrong - one.kept.wrong
      || one.kept.due.localeCompare(other.kept.due))
    .map(({ topic }) => topic);
}

/**
 * The versions of policies that somebody has read and understood, by policy.
 *
 * @returns {Record<string, string>}
 */
export function read() {
  try {
    const found = JSON.parse(localStorage.getItem(READ) ?? "{}") ?? {};
    return Object.fromEntries(Object.entries(found).filter(([, version]) => typeof version === "string"));
  } catch {
    return {};
  }
}

/**
 * Notes that a version was read and understood, or that it was not.
 *
 * @param {string} policy
 * @param {string} version Empty: it was not.
 */
export function noteRead(policy, version) {
  const { [policy]: _, ...others } = read();
  keep(READ, version ? { ...others, [policy]: version } : others);
}

/** @param {{policy: string, kind: string, topic: string}} question */
export function keyOf({ policy, kind, topic }) {
  return JSON.stringify([policy, kind, topic]);
}

/** Lets the reader save what is kept. */
export function take() {
  const text = JSON.stringify({ form: FORM, topics: topics(), read: read() }, null, 1);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  link.download = "练习记录.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

/**
 * Joins what a file holds with what is kept: of a topic in both, what was answered later.
 *
 * @param {string} text
 * @returns {number} How many topics it held. Raises where it is no such file.
 */
export function join(text) {
  const { form, topics: found, read: others } = JSON.parse(text);
  if (form !== FORM) throw new Error("no record of practice");
  const added = checked(found);
  const all = topics();
  for (const [key, kept] of Object.entries(added)) {
    if (!all[key] || all[key].last < kept.last) all[key] = kept;
  }
  keep(KEY, all);
  for (const [policy, version] of Object.entries(others ?? {})) {
    if (!(policy in read()) && typeof version === "string") noteRead(policy, version);
  }
  return Object.keys(added).length;
}

/** Forgets everything. */
export function clear() {
  keep(KEY, {});
  keep(READ, {});
}

/**
 * @param {string} place
 * @param {object} all
 */
function keep(place, all) {
  try {
    localStorage.setItem(place, JSON.stringify(all));
  } catch {
    // A browser that keeps nothing lets one practise all the same.
  }
}

/**
 * Those entries that are in form: a file is whatever somebody made of it.
 *
 * @param {unknown} data
 * @returns {Topics}
 */
function checked(data) {
  const entries = Object.entries(/** @type {Record<string, any>} */ (data ?? {}));
  return Object.fromEntries(entries.filter(([key, kept]) => isKey(key) && isKept(kept)));
}

/** @param {string} key */
function isKey(key) {
  try {
    const parts = JSON.parse(key);
    return Array.isArray(parts) && parts.length === 3 && parts.every((part) => typeof part === "string");
  } catch {
    return false;
  }
}

/** @param {any} kept */
function isKept(kept) {
  return Number.isInteger(kept?.right) && Number.isInteger(kept.wrong) && isDay(kept.last) && isDay(kept.due)
    && typeof kept.version === "string" && typeof kept.card === "object" && isDay(kept.card?.due);
}

/** @param {unknown} text */
function isDay(text) {
  return typeof text === "string" && !Number.isNaN(Date.parse(text));
}
