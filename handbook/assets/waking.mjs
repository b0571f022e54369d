// Notices that the reader turns to a calculator, or has it before their eyes with nothing to do.

const FORMS = "form[data-policy], form[data-question]";
const SIGNS = ["pointerenter", "focusin", "touchstart"];
/** How near the screen a form is in view, and how near it a pointer is. */
const NEAR = "100px";

/**
 * Calls `wake` once it is likely that the engine will be wanted; never on a page without a form.
 *
 * @param {() => void} wake
 */
export function wakeFor(wake) {
  const forms = [...document.querySelectorAll(FORMS)];
  for (const form of forms) {
    const place = form.closest(".tb-calculator") ?? form;
    for (const sign of SIGNS) place.addEventListener(sign, wake, { once: true, passive: true });
  }
  // What the reader has not asked for costs those who pay for the line.
  if (sparing()) return;
  const watch = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    watch.disconnect();
    whenIdle(wake);
  }, { rootMargin: NEAR });
  forms.forEach((form) => watch.observe(form));
}

/** @param {() => void} act */
function whenIdle(act) {
  const later = window.requestIdleCallback ?? ((/** @type {() => void} */ go) => setTimeout(go, 200));
  if (document.readyState === "complete") later(() => act());
  else addEventListener("load", () => later(() => act()), { once: true });
}

function sparing() {
  return /** @type {{connection?: {saveData: boolean}}} */ (navigator).connection?.saveData;
}
