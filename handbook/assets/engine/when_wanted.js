// Notices that the reader turns to a calculator, or has it before their eyes with nothing to do.

const PLACES = ".tb-calculator, form[data-question], [data-practice]";
/** How near, in pixels, the screen a form counts as in view, and a mouse as turned to the form. */
const NEAR = 100;

/**
 * Calls `wake`, once, when it is likely that the engine will be wanted; never on a page without a
 * form. Forms that come later count too.
 *
 * @param {() => void} wake
 */
export function whenWanted(wake) {
  const woken = new AbortController();
  const { signal } = woken;
  const act = () => {
    if (signal.aborted) return;
    woken.abort();
    wake();
  };
  const touched = (/** @type {Event} */ { target }) => {
    if (target instanceof Element && target.closest(PLACES)) act();
  };
  for (const sign of ["focusin", "pointerdown"]) {
    document.addEventListener(sign, touched, { passive: true, signal });
  }
  document.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse" && isNearAForm(event)) act();
  }, { passive: true, signal });
  // An address with a case is a question already.
  if (location.hash.includes("=") && document.querySelector(PLACES)) act();
  // What the reader has not asked for costs those who pay for the line.
  else if (!sparing()) whenInView(act, signal);
}

/**
 * @param {() => void} act
 * @param {AbortSignal} signal Ends the watch.
 */
async function whenInView(act, signal) {
  if (document.readyState === "loading") {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve));
  }
  if (signal.aborted) return;
  const watch = new IntersectionObserver((entries) => {
    if (entries.some((entry) => entry.isIntersecting)) whenIdle(act);
  }, { rootMargin: `${NEAR}px` });
  signal.addEventListener("abort", () => watch.disconnect());
  document.querySelectorAll(PLACES).forEach((place) => watch.observe(place));
}

/** @param {PointerEvent} pointer */
function isNearAForm({ clientX, clientY }) {
  return [...document.querySelectorAll(PLACES)].some((place) => {
    // A form's own may be a control of that name.
    const { left, top, right, bottom } = Element.prototype.getBoundingClientRect.call(place);
    const beside = Math.max(left - clientX, clientX - right);
    return beside < NEAR && Math.max(top - clientY, clientY - bottom) < NEAR;
  });
}

/**
 * Calls when the page has nothing to do.
 *
 * @param {() => void} act
 */
export function later(act) {
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ go) => setTimeout(go, 200));
  idle(() => act());
}

/** @param {() => void} act */
function whenIdle(act) {
  if (document.readyState === "complete") later(act);
  else addEventListener("load", () => later(act), { once: true });
}

/** Whether the reader has asked the browser to spare the line. */
export function sparing() {
  return /** @type {{connection?: {saveData: boolean}}} */ (navigator).connection?.saveData;
}
