// The welcome page's calculator: the chosen policy's own, taken from its page.

import { clearAddress, readAddress } from "./address.js";
import { engine } from "../engine/engine.js";
import { followAddress, mount } from "./form.js";

/**
 * Lets the reader choose the policy whose calculator the page shows.
 *
 * @param {Element} chooser
 */
export function offerChoice(chooser) {
  const choice = /** @type {HTMLSelectElement} */ (chooser.querySelector("[data-calculator-choice]"));
  const problem = /** @type {HTMLElement} */ (chooser.querySelector("[data-calculator-problem]"));
  const host = /** @type {HTMLElement} */ (chooser.querySelector("[data-calculator-host]"));
  const page = /** @type {HTMLAnchorElement} */ (chooser.querySelector("[data-calculator-page]"));

  let left = new AbortController();
  const show = async () => {
    const policy = choice.value;
    const address = new URL(`../../../policy/${policy}/`, import.meta.url);
    page.href = address.href;
    const calculator = await fetchCalculator(address);
    if (policy !== choice.value) return;
    problem.hidden = calculator !== null;
    problem.textContent = calculator ? "" : "这部制度的计算器没有取到，请检查网络后再选一次。";
    left.abort();
    left = new AbortController();
    host.replaceChildren(...(calculator ? [calculator] : []));
    if (calculator) mount(calculator, left.signal);
    engine.start();
    followAddress()?.root.scrollIntoView();
  };
  const follow = () => {
    const named = readAddress(location.hash)?.target.replace(/^calculator-/, "");
    const known = [...choice.options].some((option) => option.value === named);
    if (!named || !known || named === choice.value) return;
    choice.value = named;
    show();
  };
  choice.addEventListener("change", () => {
    clearAddress();
    show();
  });
  addEventListener("hashchange", follow);
  follow();
}

/**
 * @param {URL} address
 * @returns {Promise<Element | null>}
 */
async function fetchCalculator(address) {
  const text = await fetch(address)
    .then((response) => (response.ok ? response.text() : ""))
    .catch(() => "");
  const page = new DOMParser().parseFromString(text, "text/html");
  const calculator = page.querySelector(".tb-calculator");
  return calculator && document.adoptNode(calculator);
}
