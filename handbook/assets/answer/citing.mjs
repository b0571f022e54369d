// Links from an answer to the clauses, figures and rulings on the policy's page.

import { element, joined } from "../shared/dom.mjs";

/** @typedef {{id: string, label: string}} Named */
/** @typedef {{id: string, question: string, answer: string}} Ruling */

/** @type {Record<string, string>} The page on which a kind of place stands, if not the first. */
const PAGES = {
  deadline: "work/",
  examples: "notes/",
  form: "work/",
  ruling: "notes/",
};

/**
 * How the engine writes clauses at the end of a sentence.
 *
 * @param {Named[]} clauses
 */
export function citation(clauses) {
  const labels = clauses.map(({ label }) => label);
  return labels.length > 0 ? `（${labels.join(sign(labels))}）` : "";
}

/**
 * A ruling's question, which leads to it, and how it is answered.
 *
 * @param {Ruling} ruling
 * @param {string} policy
 */
export function ruled({ id, question, answer }, policy) {
  return [anchor(policy, `ruling-${id}`, question), answer];
}

/**
 * What parts names from each other: those that hold a 、 themselves need a stronger sign.
 *
 * @param {string[]} labels
 */
function sign(labels) {
  return labels.some((label) => label.includes("、")) ? "；" : "、";
}

/**
 * Links one after the other, parted as the engine parts clauses.
 *
 * @param {Node[]} links
 */
export function sideBySide(links) {
  return joined(links, sign(links.map(({ textContent }) => textContent ?? "")));
}

/**
 * A sentence of the engine's whose clauses, in brackets at its end, become links.
 *
 * @param {string} text
 * @param {Named[]} clauses
 * @param {string} policy
 */
export function cited(text, clauses, policy) {
  const plain = text.replace(/。$/, "");
  const end = citation(clauses);
  if (!end || !plain.endsWith(end)) return [text];
  const links = inBrackets(clauseLinks(clauses, policy));
  return [plain.slice(0, -end.length), ...links, text.slice(plain.length)];
}

/**
 * Links as they stand at the end of a sentence.
 *
 * @param {Node[]} links
 */
export function inBrackets(links) {
  return links.length > 0 ? ["（", ...sideBySide(links), "）"] : [];
}

/**
 * Links to clauses on their policy's page.
 *
 * @param {Named[]} clauses
 * @param {string} policy
 */
export function clauseLinks(clauses, policy) {
  return clauses.map(({ id, label }) => anchor(policy, `clause-${id}`, label));
}

/**
 * A link to a place on the policy's pages: it has more than one.
 *
 * @param {string} policy
 * @param {string} id
 * @param {string} label
 */
export function anchor(policy, id, label) {
  const part = PAGES[id.split("-")[0] ?? ""] ?? "";
  const page = new URL(`../../../policy/${policy}/${part}#${id}`, import.meta.url);
  return element("a", { href: page.href }, label);
}

/**
 * A link to the page of one of the policy's roles.
 *
 * @param {string} policy
 * @param {string} id
 * @param {string} label
 */
export function roleLink(policy, id, label) {
  const page = new URL(`../../../role/${policy}/${id}/`, import.meta.url);
  return element("a", { href: page.href }, label);
}
