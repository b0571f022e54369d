// Tells a reader who comes back what changed in the policies that they read. What they read is kept
// in this browser alone.

import { element } from "../shared/dom.js";

const ROOT = new URL("../../../", import.meta.url);
/** Another handbook on the same host, at another path, has its own. */
const KEY = `handbook-seen ${ROOT.pathname}`;
/** So many changes are said here; the rest stands in the record of changes. */
const SAID = 3;

/**
 * `changes.json`: of each policy its title, its edition, and what changed, newest first, with the
 * edition that each change led to.
 *
 * @typedef {{edition: string, changes: string[]}} Step
 * @typedef {Record<string, {title: string, edition: string, steps: Step[]}>} Changes
 */

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-edition]"));
const { policy = "", edition = "" } = place?.dataset ?? {};
const seen = read();
if (policy) comeBack(policy, edition).catch(() => {});
else if (ROOT.pathname === location.pathname.replace(/index\.html$/, "")) list().catch(() => {});

/**
 * On a policy's page: says what changed since this reader saw it, and notes that they have.
 *
 * @param {string} policy
 * @param {string} edition
 */
async function comeBack(policy, edition) {
  const before = seen[policy];
  if (before === edition) return;
  write({ ...seen, [policy]: edition });
  if (!before) return;
  const { steps = [] } = (await changes())[policy] ?? {};
  const known = steps.findIndex((step) => step.edition === before);
  const since = steps.slice(0, known < 0 ? steps.length : known).flatMap((step) => step.changes);
  const said = since.slice(0, SAID).map((change) => element("li", {}, change));
  tell(element("p", {}, "上次看过以后，这部制度改过。", record()), element("ul", {}, ...said));
}

/** On the welcome page: names the policies that changed since this reader saw them. */
async function list() {
  const read = Object.entries(seen);
  if (!read.length) return;
  const all = await changes();
  const changed = read.filter(([policy, edition]) => all[policy] && all[policy].edition !== edition);
  const links = changed.map(([policy]) =>
    element("a", { href: new URL(`policy/${policy}/`, ROOT).href }, `《${all[policy]?.title}》`));
  if (links.length) tell(element("p", {}, "上次看过以后改过的制度：", ...links, "。", record()));
}

/** @param {HTMLElement[]} parts */
function tell(...parts) {
  document.querySelector("article h1")?.after(element("div.tb-notice", { "data-changed": "" }, ...parts));
}

function record() {
  return element("a", { href: new URL("changes/", ROOT).href }, "变更记录");
}

/** @returns {Promise<Changes>} */
async function changes() {
  return (await fetch(new URL("changes.json", ROOT), { cache: "no-cache" })).json();
}

/** @returns {Record<string, string>} The editions that were seen, by policy. */
function read() {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** @param {Record<string, string>} editions */
function write(editions) {
  try {
    localStorage.setItem(KEY, JSON.stringify(editions));
  } catch {
    // A browser that keeps nothing has nothing to tell.
  }
}
