// What the engine says, as text and as nodes: what a sentence names leads to its place.

import { anchored, element } from "./dom.js";

/**
 * @typedef {string | [kind: string, id: string, text: string]} Run Plain words, or a thing's name.
 * @typedef {string | {runs: Run[]}} Said A sentence; a string where it names nothing.
 * @typedef {{addresses: Record<string, string>, marks: Record<"open" | "ruling" | "trial", string>}} Places
 *   Where things are by their kind, from the site's root; `{}` stands for the id. The company's words
 *   for what is open, how an open question is read, and what is tried.
 */

const ROOT = new URL("../../../", import.meta.url);

/**
 * Where the build has put what the answers of a form's policy name: said on the form, or once on
 * its page for all of them.
 *
 * @param {HTMLFormElement | null} form Unshadowed.
 * @returns {Places}
 */
export function placesOf(form) {
  const page = /** @type {HTMLElement | null} */ (document.querySelector("div[data-places]"));
  return JSON.parse(form?.dataset.places ?? page?.dataset.places ?? "");
}

/**
 * A sentence as nodes.
 *
 * @param {Said} said
 * @param {Places} places
 */
export function nodes(said, places) {
  return runs(said).map((run) => (typeof run === "string" ? run : link(...run, places)));
}

/**
 * A sentence as text.
 *
 * @param {Said} said
 */
export function plain(said) {
  return runs(said).map((run) => (typeof run === "string" ? run : run[2])).join("");
}

/**
 * A sentence less all that names things of some kinds.
 *
 * @param {Said} said
 * @param {...string} kinds
 * @returns {Said}
 */
export function without(said, ...kinds) {
  return { runs: runs(said).filter((run) => typeof run === "string" || !kinds.includes(run[0])) };
}

/**
 * A thing's name, which leads to it if it has a place.
 *
 * @param {string} kind
 * @param {string} id
 * @param {string} text
 * @param {Places} places
 */
export function link(kind, id, text, places) {
  const place = places.addresses[kind];
  if (!place) return text;
  return linkTo(place.replace("{}", anchored(id)), text, kind === "figure" ? "a.figure" : "a");
}

/**
 * @param {string} address Seen from the site's root.
 * @param {string} text
 * @param {string} [tag]
 */
export function linkTo(address, text, tag = "a") {
  return element(tag, { href: new URL(address, ROOT).href }, text);
}

/**
 * Parts as they stand at the end of a sentence; nothing where there are none.
 *
 * @template T
 * @param {T[]} parts
 */
export function inBrackets(parts) {
  return parts.length > 0 ? ["（", ...parts, "）"] : [];
}

/**
 * @param {Said} said
 * @returns {Run[]}
 */
function runs(said) {
  return typeof said !== "string" ? said.runs : said ? [said] : [];
}
