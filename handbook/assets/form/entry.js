// What the calculator's form and the forms of the other questions have in common.

import { copy } from "../shared/copy_print.js";

/**
 * Has the latest of many requests answered: while one answer is being made, only one more waits.
 *
 * @param {(isStale: () => boolean) => Promise<void>} answerOnce Answers what stands in the form now;
 *   it leaves the page alone once a newer request has come.
 * @returns {() => Promise<void>}
 */
export function latestOnly(answerOnce) {
  let [busy, stale] = [false, false];
  return async () => {
    stale = true;
    if (busy) return;
    busy = true;
    try {
      while (stale) {
        stale = false;
        await answerOnce(() => stale);
      }
    } finally {
      busy = false;
    }
  };
}

/**
 * Calls when the reader has entered something; a word that an input method is still putting
 * together is nothing yet.
 *
 * @param {EventTarget} place
 * @param {(target: EventTarget | null) => void} act
 */
export function whenEntered(place, act) {
  place.addEventListener("input", (event) => {
    if (!(/** @type {InputEvent} */ (event).isComposing)) act(event.target);
  });
  place.addEventListener("compositionend", ({ target }) => act(target));
}

/**
 * Copies a text and says how that went.
 *
 * @param {Promise<string>} text
 * @param {Element} place
 */
export async function copyAndSay(text, place) {
  place.textContent = "";
  place.textContent = (await copy(text)) ? "已复制" : "没能复制，请复制地址栏里的网址";
}
