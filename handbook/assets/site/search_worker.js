/**
 * Finds any part of any word. It stands in for the theme's own search worker, which cuts Chinese
 * into words and then finds these words alone, and speaks its messages (Material for MkDocs 9).
 *
 * Words typed with a space between them must all stand on a page; upper and lower case, full and
 * half width, and the spaces and thousands separators inside numbers make no difference.
 */
"use strict";

/**
 * @typedef {{location: string, title: string, text: string, tags?: string[], boost?: number}} Entry
 *   a page, or a section of one: title and text are HTML
 * @typedef {{entry: Entry, title: string, text: string, foldedTitle: string, foldedText: string}}
 *   Section
 * @typedef {{location: string, title: string, text: string, tags?: string[], score: number,
 *   terms: Record<string, boolean>}} Item  what the theme shows: title and text are HTML again
 */

const SETUP = 0, READY = 1, QUERY = 2, RESULT = 3;
const TEASER_BEFORE = 24;
const TEASER_LENGTH = 160;
const COUNTED_TIMES = 10;
const IN_TITLE = 20;
const WHOLE_TITLE = 100;

/** The index, which only a reader who searches needs. */
const INDEX = new URL("../../../search/sections.json", location.href);

/** What the theme shows where the index did not come. @type {Item} */
const UNREACHED = {
  location: "",
  title: "现在不能搜索",
  text: "搜索用的目录没有取到，请检查网络后再输一次。",
  score: 0,
  terms: {},
};

/** @type {() => void} */
let setUp;
/** @type {Promise<void>} */
const ready = new Promise((resolve) => { setUp = resolve; });
/** How policies stand from which days on, by the beginning of the addresses of their pages.
 * @type {Record<string, [from: string, said: string][]>} */
let standings = {};
/** @type {Promise<Map<string, Section[]>> | undefined} the sections of each page, by its address */
let pages;
let asked = "";

addEventListener("message", ({ data: message }) => {
  if (message.type === SETUP) {
    postMessage({ type: READY });
    setUp();
  } else if (message.type === QUERY) {
    answer(message.data);
  }
});

/** Answers the last question only, and none before the theme listens. @param {string} query */
async function answer(query) {
  asked = query;
  await ready;
  try {
    const items = query.trim() ? search(await (pages ??= load()), query) : [];
    if (asked === query) postMessage({ type: RESULT, data: { items } });
  } catch {
    pages = undefined;
    if (asked === query) postMessage({ type: RESULT, data: { items: [[UNREACHED]] } });
  }
}

async function load() {
  const response = await fetch(INDEX);
  if (!response.ok) throw new Error(`${INDEX}: ${response.status}`);
  /** @type {{docs: Entry[], standings: typeof standings}} */
  const { docs, standings: told } = await response.json();
  standings = told;
  /** @type {Map<string, Section[]>} */
  const found = new Map();
  for (const entry of docs) {
    const page = entry.location.split("#", 1)[0] ?? "";
    const title = plain(entry.title);
    const text = plain(entry.text);
    const section = { entry, title, text, foldedTitle: fold(title), foldedText: fold(text) };
    const sections = found.get(page);
    if (sections) sections.push(section);
    else found.set(page, [section]);
  }
  return found;
}

/**
 * @param {Map<string, Section[]>} pages
 * @param {string} query
 * @returns {Item[][]} one list a page, the best page and the best section first
 */
function search(pages, query) {
  const typed = [...new Set(query.split(/[\s"]+/u))].filter(Boolean);
  if (!typed.length) return [];
  const terms = typed.map(fold);
  const found = [];
  for (const sections of pages.values()) {
    const hits = sections.map((section) => terms.map((term) => weight(section, term)));
    if (!terms.every((_, n) => hits.some((hit) => hit[n]))) continue;
    const matched = hits.map((hit) => hit.filter(Boolean).length);
    const most = Math.max(...matched);
    const items = sections.flatMap((section, n) =>
      matched[n] === most ? [item(section, typed, hits[n] ?? [])] : []);
    items.sort((a, b) => b.score - a.score);
    found.push({ items: withPage(items, sections).map(withStanding), score: Math.max(...items.map((i) => i.score)) });
  }
  return found.sort((a, b) => b.score - a.score).map(({ items }) => items);
}

/**
 * How much a term says about a section; 0: it does not stand in it.
 * @param {Section} section @param {string} term
 */
function weight({ entry, foldedTitle, foldedText }, term) {
  const inTitle = occurrences(foldedTitle, term);
  const inText = Math.min(COUNTED_TIMES, occurrences(foldedText, term));
  const whole = foldedTitle === term ? WHOLE_TITLE : 0;
  return (whole + IN_TITLE * inTitle + inText) * (entry.boost ?? 1);
}

/** @param {Section} section @param {string[]} typed @param {number[]} weights @returns {Item} */
function item({ entry, title, text }, typed, weights) {
  const terms = typed.map(fold);
  const { location, tags } = entry;
  return {
    location,
    title: marked(title, terms),
    text: marked(teaser(text, terms), terms),
    ...(tags && { tags }),
    score: weights.reduce((sum, one) => sum + one, 0),
    terms: Object.fromEntries(typed.map((term, n) => [term, Boolean(weights[n])])),
  };
}

/**
 * The theme shows a page's own entry above its sections, so there must be one.
 * @param {Item[]} items @param {Section[]} sections
 */
function withPage(items, sections) {
  const page = sections[0];
  if (!page || items.some(({ location }) => location === page.entry.location)) return items;
  const { location } = page.entry;
  return [...items, { location, title: escapeHtml(page.title), text: "", score: 0, terms: {} }];
}

/**
 * A page's own entry says behind its title that the policy does not hold on the reader's day.
 * @param {Item} item @returns {Item}
 */
function withStanding(item) {
  const own = Object.keys(standings).find((start) => item.location.startsWith(start));
  if (!own || item.location.includes("#")) return item;
  // The day in China; Sweden writes dates as ISO does.
  const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" }).format(new Date());
  const said = standings[own]?.findLast(([from], n) => n === 0 || from <= day)?.[1];
  return said ? { ...item, title: `${item.title} · ${escapeHtml(said)}` } : item;
}

/** The part of a text around the first term in it. @param {string} text @param {string[]} terms */
function teaser(text, terms) {
  const first = Math.min(...ranges(text, terms).map(([start]) => start), text.length);
  const start = first === text.length ? 0 : whole(text, Math.max(0, first - TEASER_BEFORE));
  const end = whole(text, start + TEASER_LENGTH);
  return (start ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
}

/** The same place, or the one before where a character would be cut. @param {string} text @param {number} at */
function whole(text, at) {
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

/** The text as HTML with the terms marked. @param {string} text @param {string[]} terms */
function marked(text, terms) {
  let html = "";
  let done = 0;
  for (const [start, end] of ranges(text, terms)) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    html += escapeHtml(text.slice(done, from));
    html += `<mark data-md-highlight>${escapeHtml(text.slice(from, end))}</mark>`;
    done = end;
  }
  return html + escapeHtml(text.slice(done));
}

/**
 * Where the terms stand in a text, in order.
 * @param {string} text @param {string[]} terms @returns {[number, number][]}
 */
function ranges(text, terms) {
  const folded = fold(text);
  const places = foldedPlaces(text);
  /** @type {[number, number][]} */
  const found = [];
  for (const term of terms) {
    for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
      found.push([places[at] ?? 0, (places[at + term.length - 1] ?? 0) + 1]);
    }
  }
  return found.sort(([a], [b]) => a - b);
}

/** @param {string} text @param {string} term */
function occurrences(text, term) {
  return text.split(term).length - 1;
}

/** What of a text is compared. @param {string} text */
function fold(text) {
  return foldedPlaces(text).map((place) => foldOne(text.charAt(place))).join("");
}

/**
 * Which characters of a text are compared: not its spaces, nor a comma between two digits.
 * A line's end stays, so that no word is found across two paragraphs.
 * @param {string} text
 */
function foldedPlaces(text) {
  const places = [];
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const between = character === "," && /^\d,\d$/.test(text.slice(at - 1, at + 2));
    if (!between && (character === "\n" || character.trim())) places.push(at);
  }
  return places;
}

/** One character stays one character, so that places can be counted. @param {string} character */
function foldOne(character) {
  const folded = character.normalize("NFKC").toLowerCase();
  return folded.length === 1 ? folded : character;
}

/** The words of the index's HTML. @param {string} html */
function plain(html) {
  return html
    .replace(/\s+/g, " ")
    .replace(/<\/?(?:p|li|ol|ul|pre)\b[^>]*>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&(lt|gt|quot|#x27|#39|amp);/g, (_, name) => ENTITIES[name] ?? "")
    .replace(/ *\n[ \n]*/g, "\n")
    .trim();
}

/** @type {Record<string, string>} */
const ENTITIES = { lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'", amp: "&" };

/** @param {string} text */
function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
