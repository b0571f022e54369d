// The box in which a reader asks: opens, asks the worker, shows what it answers, and is as it was
// when the reader comes back from a result.

import { elsewhere, showResults } from "./results.js";

const UNREACHED = "现在不能搜索：目录没有取到，请检查网络后再输一次。";
/** Keys that open the box, where nothing is typed into. */
const OPENING = new Set(["/", "s", "f"]);

/** Whether the box is open: the theme's style sheet goes by it. */
const open = /** @type {HTMLInputElement | null} */ (document.querySelector("#__search"));
const form = /** @type {HTMLFormElement | null} */ (document.querySelector(".tb-search form"));
if (open && form) listen(open, form);

/** @param {HTMLInputElement} open @param {HTMLFormElement} form */
function listen(open, form) {
  const box = part(form, "input");
  const within = /** @type {HTMLElement} */ (form.parentElement);
  const said = part(within, ".tb-search__said");
  const list = part(within, ".tb-found");
  const after = part(within, ".tb-search__after");
  const scrolls = part(within, ".md-search__scrollwrap");
  /** @type {Worker | undefined} */
  let worker;
  /** Where the list is to stand when its results are there. */
  let restored = 0;

  const query = () => box.value.trim();
  const ask = () => {
    worker ??= started();
    worker.postMessage(query());
  };
  const started = () => {
    const made = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }) => show(data));
    return made;
  };
  /** @param {import("./worker.js").Answer & {unreached?: boolean}} answer */
  const show = ({ asked, results = [], certain, missed = [], near = [], tables = [], unreached }) => {
    if (asked !== query()) return;
    list.dataset.asked = asked;
    said.textContent = unreached ? UNREACHED : told(asked, results.length, certain, missed);
    showResults(results, list);
    const again = (/** @type {string} */ word) => {
      box.value = word;
      box.focus();
      ask();
    };
    after.replaceChildren(...(results.length && certain || unreached ? [] : elsewhere(tables, near, again)));
    scrolls.scrollTop = restored;
    restored = 0;
  };
  /** @param {boolean} opened */
  const turn = (opened) => {
    open.checked = opened;
    if (opened) ask();
    else box.blur();
  };

  box.addEventListener("input", ask);
  box.addEventListener("focus", () => open.checked || turn(true));
  open.addEventListener("change", () => open.checked ? box.focus() : box.blur());
  form.addEventListener("reset", () => setTimeout(() => {
    box.focus();
    ask();
  }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  list.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element) || !target.closest("a")) return;
    history.replaceState({ ...history.state, asked: box.value, scrolled: scrolls.scrollTop }, "");
    turn(false);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && open.checked) turn(false);
    else if (open.checked) step(event, [box, ...list.querySelectorAll("a")]);
    else if (opens(event)) {
      event.preventDefault();
      box.focus();
    }
  });
  const restore = () => {
    const { asked, scrolled } = history.state ?? {};
    if (typeof asked !== "string") return;
    box.value = asked;
    restored = Number(scrolled) || 0;
    turn(true);
  };
  addEventListener("popstate", restore);
  restore();
}

/** @param {string} asked @param {number} count @param {boolean} certain @param {string[]} missed */
function told(asked, count, certain, missed) {
  if (!asked) return "";
  if (!count) return `手册里没有找到“${asked}”。`;
  if (missed.length) return `手册里没有“${missed.join("”“")}”，按其余的字找到：`;
  return certain ? "" : "没有完全对得上的，最接近的是：";
}

/**
 * Up and down lead from one result to the next.
 *
 * @param {KeyboardEvent} event
 * @param {HTMLElement[]} stops
 */
function step(event, stops) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const at = stops.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  if (!by || at < 0 || event.isComposing) return;
  event.preventDefault();
  stops[(at + by + stops.length) % stops.length]?.focus();
}

/** @param {KeyboardEvent} event */
function opens({ key, ctrlKey, metaKey, altKey, target }) {
  const typing = target instanceof HTMLElement
    && (target.isContentEditable || target.matches("input, textarea, select"));
  return OPENING.has(key) && !ctrlKey && !metaKey && !altKey && !typing;
}

/**
 * @template {string} S
 * @param {Element} inside
 * @param {S} selector
 * @returns {S extends "input" ? HTMLInputElement : HTMLElement}
 */
function part(inside, selector) {
  return /** @type {any} */ (inside.querySelector(selector));
}
