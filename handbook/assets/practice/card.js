// One question: its options, the key that marks it, and what the calculator says.

import { element } from "../shared/dom.js";
import { linkTo, nodes } from "../shared/said.js";

/** @import {QuizQuestion, QuizOption} from "../shared/documents.d.ts" */
/** @import {Policy} from "./settings.js" */

/** What was chosen, the options in the order of the choice, and how much of it is right, from 0 to 1. */
/** @typedef {{chosen: string[], share: number}} Marked */

const HOW = {
  one: "",
  several: "有几个对的，都选上。",
  order: "按先后一个一个点，再点一次取消。",
};
const RIGHT = 1;

/**
 * A question to be answered.
 *
 * @param {QuizQuestion} question
 * @param {string} place Which one it is: “第 2 题，共 10 题”.
 * @param {Policy} policy
 * @param {(marked: Marked) => void} marked Hears how it was answered, once.
 * @param {() => void} next
 */
export function card(question, place, policy, marked, next) {
  /** @type {string[]} */
  const chosen = [];
  const head = element("p.tb-quiz__head", {}, `${place} · 《${question.title}》 · ${question.kind_label}`);
  const asked = element("h2.tb-quiz__text", { tabindex: "-1" }, ...nodes(question.text, policy.places));
  const hint = element("p.tb-quiz__hint", {}, HOW[question.how]);
  const options = question.options.map((option) => optionButton(option, policy));
  const list = element("ol.tb-quiz__options", {}, ...options.map((each) => element("li", {}, each)));
  const hand = /** @type {HTMLButtonElement} */ (element("button.tb-quiz__go", { type: "button" }, "交"));
  const said = element("div.tb-quiz__said", { role: "status" });
  const made = element("section.tb-quiz", { "data-kind": question.kind, "data-how": question.how }, head, asked,
    hint, list, said, hand);
  hand.disabled = true;

  const choose = (/** @type {number} */ at) => {
    const id = question.options[at]?.id;
    if (!id || made.hasAttribute("data-marked")) return;
    const held = chosen.indexOf(id);
    if (question.how === "one") chosen.splice(0, chosen.length, id);
    else if (held >= 0) chosen.splice(held, 1);
    else chosen.push(id);
    show();
  };
  const show = () => {
    options.forEach((button, at) => {
      const held = chosen.indexOf(question.options[at]?.id ?? "");
      button.setAttribute("aria-pressed", String(held >= 0));
      if (question.how === "order") button.dataset.place = held >= 0 ? String(held + 1) : "";
    });
    hand.disabled = question.how === "order" ? chosen.length < options.length : chosen.length === 0;
  };
  const mark = () => {
    const share = shareOf(question, chosen);
    made.setAttribute("data-marked", share === RIGHT ? "right" : "wrong");
    question.options.forEach((option, at) => {
      const button = options[at];
      if (!button) return;
      button.disabled = true;
      const isRight = question.how !== "order" && question.answer?.includes(option.id);
      const isChosen = question.how !== "order" && chosen.includes(option.id);
      if (isRight) button.dataset.key = "right";
      else if (isChosen) button.dataset.key = "wrong";
    });
    said.replaceChildren(...verdict(question, chosen, share, policy));
    hand.textContent = "下一题";
    hand.focus();
    marked({ chosen: [...chosen], share });
  };
  options.forEach((button, at) => button.addEventListener("click", () => choose(at)));
  hand.addEventListener("click", () => (made.hasAttribute("data-marked") ? next() : mark()));
  made.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const at = question.options.findIndex(({ id }) => id === event.key.toUpperCase());
    if (at >= 0) {
      choose(at);
      options[at]?.focus();
    }
  });
  show();
  return made;
}

/**
 * How much of an answer is right: of several options those chosen less those chosen wrongly, of an
 * order the steps that stand in their places.
 *
 * @param {QuizQuestion} question
 * @param {string[]} chosen
 */
export function shareOf({ how, answer = [] }, chosen) {
  if (how === "order") return answer.filter((id, at) => chosen[at] === id).length / answer.length;
  const hits = chosen.filter((id) => answer.includes(id)).length;
  return Math.max(hits - (chosen.length - hits), 0) / answer.length;
}

/**
 * @param {QuizOption} option
 * @param {Policy} policy
 */
function optionButton({ id, text }, policy) {
  const letter = element("span.tb-quiz__letter", {}, id);
  const words = element("span", {}, ...nodes(text, { ...policy.places, addresses: {} }));
  const attributes = { type: "button", "aria-pressed": "false", "data-option": id };
  return /** @type {HTMLButtonElement} */ (element("button.tb-quiz__option", attributes, letter, words));
}

/**
 * Whether it was right, why what was chosen is wrong, and the calculator's own reason.
 *
 * @param {QuizQuestion} question
 * @param {string[]} chosen
 * @param {number} share
 * @param {Policy} policy
 */
function verdict(question, chosen, share, policy) {
  const { places } = policy;
  const word = share === RIGHT ? "对。" : share > 0 ? "只对了一部分。" : "不对。";
  const answer = question.answer ?? [];
  const sign = question.how === "order" ? " → " : "、";
  const key = share === RIGHT ? "" : `答案是 ${answer.join(sign)}。`;
  const wrong = question.how === "order" ? [] : question.options.filter(({ id }) =>
    chosen.includes(id) && !answer.includes(id));
  const mistakes = wrong.map(({ id, mistake = "" }) =>
    element("p.tb-quiz__mistake", {}, `${id}：`, ...nodes(mistake, places)));
  const open = caseLink(question, policy);
  return [
    element("p.tb-quiz__verdict", {}, word, key),
    ...mistakes,
    element("p", {}, ...nodes(question.why, places)),
    ...(open ? [element("p", {}, open)] : []),
  ];
}

/**
 * A link that opens the case of a question in its form; null where it is about no case.
 *
 * @param {QuizQuestion} question
 * @param {Policy} policy
 */
function caseLink({ case: found }, policy) {
  const form = found && policy.forms[found.form];
  if (!form) return null;
  const values = new URLSearchParams(found.values);
  if (found.form === "due") {
    const [day = "", time = ""] = (found.values.from ?? "").split("T");
    values.set("from", day);
    if (time) values.set("from.time", time);
    values.set("deadline", found.about);
  }
  if (found.on) values.set("my.day", found.on);
  const made = linkTo(`${form}?${values}`, "在计算器里打开这道题");
  made.setAttribute("target", "_blank");
  return made;
}
