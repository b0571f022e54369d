// A case in the address: `#calculator-<policy>?name=value&…`, so that it can be shared.

/**
 * Reads the part of an address after `#`. The values are whatever somebody put there.
 *
 * @param {string} hash With its `#`.
 * @returns {{target: string, values: URLSearchParams} | null} The form or decision that is meant
 *   (empty: the page's own) and its inputs; null where it is an ordinary anchor.
 */
export function readAddress(hash) {
  const text = hash.replace(/^#/, "");
  const mark = text.indexOf("?");
  if (mark < 0 && !text.includes("=")) return null;
  return {
    target: text.slice(0, Math.max(mark, 0)),
    values: new URLSearchParams(text.slice(mark + 1)),
  };
}

// Browsers are slow to note an address, and refuse to do so too often.
const PAUSE_MS = 250;
/** What is to be noted when the reader pauses. */
let pending = () => {};
let timer = 0;

/**
 * Keeps what stands in a form in the address, as soon as the reader pauses or leaves the field.
 *
 * @param {HTMLFormElement} form
 * @param {() => Map<string, string>} read
 */
export function keepInAddress(form, read) {
  pending = () => history.replaceState(history.state, "", writeAddress(form, read()));
  clearTimeout(timer);
  timer = window.setTimeout(note, PAUSE_MS);
}

/** Takes what was kept out of the address again. */
export function clearAddress() {
  forget();
  history.replaceState(history.state, "", location.pathname + location.search);
}

function note() {
  pending();
  forget();
}

function forget() {
  pending = () => {};
  clearTimeout(timer);
}

addEventListener("focusout", note);
addEventListener("hashchange", forget);

/**
 * The address of this page with a form filled in.
 *
 * @param {HTMLFormElement} form
 * @param {Map<string, string>} values
 */
export function writeAddress(form, values) {
  const page = new URL(location.href);
  page.hash = values.size > 0 ? `${form.id}?${new URLSearchParams([...values])}` : "";
  return page.href.replace(/#$/, "");
}
