// An answer to take away: as text in the clipboard, or on paper.

import { element } from "./dom.js";

/**
 * Copies a text that may still be on its way.
 *
 * @param {Promise<string>} text
 * @returns {Promise<boolean>} Whether it is in the clipboard.
 */
export async function copy(text) {
  try {
    if (!navigator.clipboard) return copyByHand(await text);
    // A browser that gives the clipboard to a click alone waits for a promise made in it.
    if (typeof ClipboardItem === "undefined") await navigator.clipboard.writeText(await text);
    else await navigator.clipboard.write([new ClipboardItem({ "text/plain": text.then(asBlob) })]);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} text */
function asBlob(text) {
  return new Blob([text], { type: "text/plain" });
}

/**
 * A page that did not come over an encrypted connection has no clipboard of its own.
 *
 * @param {string} text
 */
function copyByHand(text) {
  const area = element("textarea", {}, text);
  document.body.append(area);
  /** @type {HTMLTextAreaElement} */ (area).select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

/**
 * Prints a part of the page alone, under a title.
 *
 * @param {string} title
 * @param {Element} part
 */
export function printAlone(title, part) {
  const twin = /** @type {Element} */ (part.cloneNode(true));
  for (const named of twin.querySelectorAll("[id]")) named.removeAttribute("id");
  for (const tasks of twin.querySelectorAll(".tb-duties")) tasks.setAttribute("open", "");
  const calculator = element("div.tb-calculator", { "data-answered": "" }, twin);
  const sheet = element("div.tb-sheet.md-typeset", {}, element("h1", {}, title), calculator);
  const { dataset } = document.documentElement;
  document.body.append(sheet);
  dataset.printing = "";
  const done = () => {
    sheet.remove();
    delete dataset.printing;
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
