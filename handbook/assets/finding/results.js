// What a search found, as a reader sees it: the best answer open, the others a line or two each.

import { element } from "../shared/dom.js";

/** @typedef {import("./worker.js").Result} Result */

const ROOT = new URL("../../../", import.meta.url);
/** How many results are shown at first, and each time one asks for more. */
const AT_ONCE = 15;
/** How many signs an answer has at most that is shown large. */
const LARGE = 24;
/** The facts of which the name alone says what they are about; of the others the sentence does. */
const NAMED = new Set(["待遇", "时限", "等级", "数字", "表单", "规定", "制度", "条款", "怎么理解", "术语", "说明"]);

/**
 * @param {Result[]} results
 * @param {HTMLElement} list
 */
export function showResults(results, list) {
  let shown = 0;
  const show = () => {
    list.querySelector(".tb-found__further")?.remove();
    list.append(...results.slice(shown, shown + AT_ONCE).map((each, at) => line(each, shown + at === 0)));
    shown += AT_ONCE;
    if (shown >= results.length) return;
    const further = element("button", { type: "button" }, `再看 ${results.length - shown} 条`);
    further.addEventListener("click", () => {
      const first = list.children[shown];
      show();
      /** @type {HTMLElement | null | undefined} */ (first?.querySelector("a") ?? list.children[shown - AT_ONCE]?.querySelector("a"))?.focus();
    });
    list.append(element("li.tb-found__further", {}, further));
  };
  list.replaceChildren();
  show();
}

/** @param {Result} result @param {boolean} best */
function line(result, best) {
  const { mark, place, answer, policy, standing, more, clauses } = result;
  const who = [policy, ...whose(result)].filter(Boolean).join(" · ");
  const head = element("span.tb-found__head", {}, element("span.tb-found__mark", { "data-mark": mark }, mark), ` ${who}`);
  if (standing) head.append(element("span.tb-found__standing", {}, `（${standing}）`));
  const link = element("a", { href: new URL(place, ROOT).href }, head, element("span.tb-found__said", {}, ...sentence(result)));
  if (answer) link.append(element(answer.length > LARGE ? "b" : "b.tb-found__answer", {}, answer));
  if (best && more) link.append(element("span.tb-found__more", {}, more));
  if (best && clauses.length) link.append(element("span.tb-found__more", {}, `出处 ${clauses.join("、")}`));
  return element(best ? "li.tb-found__best" : "li", {}, link);
}

/** The names of whom it concerns that its sentence does not say. @param {Result} result */
function whose({ mark, whose, name, said }) {
  const text = textOf(NAMED.has(mark) ? [...name, ...said] : said);
  const others = whose.filter((each) => !text.includes(each));
  return mark === "步骤" ? [textOf(name), ...others] : mark === "待遇" ? [] : others;
}

/** @param {import("./marking.js").Stretch[]} stretches */
function textOf(stretches) {
  return stretches.map(([text]) => text).join("");
}

/** @param {Result} result */
function sentence({ mark, name, said, answer, whose }) {
  if (!NAMED.has(mark)) return marked(said);
  // What a tier gets stands below, large.
  const rest = mark === "待遇" && answer ? [whose.join("、")] : marked(said);
  if (!rest.some(Boolean)) return marked(name);
  return [...marked(name), /[？?]$/.test(name.at(-1)?.[0] ?? "") ? " " : "：", ...rest];
}

/** @param {import("./marking.js").Stretch[]} stretches */
function marked(stretches) {
  return stretches.map(([text, found]) => (found ? element("mark", {}, text) : text));
}

/**
 * Where to look when nothing was found, or before anything is asked.
 *
 * @param {[title: string, place: string][]} tables
 * @param {string[]} near Words that the handbook has.
 * @param {(word: string) => void} ask
 */
export function elsewhere(tables, near, ask) {
  const words = near.map((word) => {
    const button = element("button", { type: "button" }, word);
    button.addEventListener("click", () => ask(word));
    return button;
  });
  const links = tables.map(([title, place]) => element("a", { href: new URL(place, ROOT).href }, title));
  return [
    ...(words.length ? [element("p.tb-search__near", {}, "手册里相近的说法：", ...words)] : []),
    element("p.tb-search__tables", {}, "也可以翻总表：", ...links),
  ];
}
