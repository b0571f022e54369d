// Sheets to print: a paper, its key, and how somebody did.

import { element } from "../shared/dom.js";
import { plain } from "../shared/said.js";

/** @import {QuizQuestion} from "../shared/documents.d.ts" */
/** @import {Marked} from "./card.js" */
/** @import {Policy, Wanted} from "./settings.js" */

const EDITION = 12;
const PERCENT = 100;
const HOW = { one: "", several: "（选出所有对的）", order: "（写出先后）" };

/**
 * A paper as one hands it out.
 *
 * @param {QuizQuestion[]} questions
 * @param {Wanted} wanted
 * @param {Policy[]} policies
 */
export function paperSheet(questions, wanted, policies) {
  return element("div.tb-paper", {}, ...heads(wanted, policies), nameLine(),
    element("ol", {}, ...questions.map(paperQuestion)));
}

/**
 * The key of a paper, with reasons and clauses.
 *
 * @param {QuizQuestion[]} questions
 * @param {Wanted} wanted
 * @param {Policy[]} policies
 */
export function keySheet(questions, wanted, policies) {
  const rows = questions.map((question) => element("li", {},
    element("b", {}, (question.answer ?? []).join(question.how === "order" ? " → " : "、")), " ",
    plain(question.why)));
  return element("div.tb-paper", {}, ...heads(wanted, policies), element("ol", {}, ...rows));
}

/**
 * How somebody did, by kind, with what was missed.
 *
 * @param {{question: QuizQuestion, marked: Marked}[]} done
 * @param {Wanted} wanted
 * @param {Policy[]} policies
 */
export function resultSheet(done, wanted, policies) {
  /** @type {Map<string, {share: number, count: number}>} */
  const kinds = new Map();
  for (const { question, marked } of done) {
    const sum = kinds.get(question.kind_label) ?? { share: 0, count: 0 };
    kinds.set(question.kind_label, { share: sum.share + marked.share, count: sum.count + 1 });
  }
  const rows = [...kinds].map(([label, { share, count }]) => element("tr", {}, element("th", { scope: "row" }, label),
    element("td", {}, String(count)), element("td", {}, points(share))));
  const all = done.reduce((sum, { marked }) => sum + marked.share, 0);
  const head = element("tr", {}, ...["题型", "题数", "得分"].map((text) => element("th", { scope: "col" }, text)));
  const missed = done.filter(({ marked }) => marked.share < 1);
  const list = missed.map(({ question }) => element("li", {}, plain(question.text), element("br"),
    `答案：${answerText(question)}`));
  return element("div.tb-paper", {},
    element("p.tb-paper__score", {}, `${done.length} 题得 ${points(all)} 分，`
      + `${Math.round((all / Math.max(done.length, 1)) * PERCENT)}%。`),
    element("table.tb-table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
    ...(list.length > 0 ? [element("h3", {}, "没有全对的题"), element("ul", {}, ...list)] : []),
    ...heads(wanted, policies), nameLine());
}

/** @param {number} share */
function points(share) {
  return String(Math.round(share * PERCENT) / PERCENT);
}

/** @param {QuizQuestion} question */
function answerText({ options, answer = [], how }) {
  const texts = answer.map((id) => plain(options.find((option) => option.id === id)?.text ?? ""));
  return texts.join(how === "order" ? " → " : "；");
}

/**
 * @param {Wanted} wanted
 * @param {Policy[]} policies
 */
function heads({ seed, on, role, policies: ids }, policies) {
  const named = policies.filter(({ id }) => ids.includes(id));
  const titles = named.map(({ title, version }) => `《${title}》${version.slice(0, EDITION)}`);
  return [element("p.tb-paper__made", {}, `种子 ${seed}；按 ${on} 的规定${role ? `；岗位 ${role}` : ""}。`
    + `制度和版本：${titles.join("、")}。`)];
}

function nameLine() {
  return element("p.tb-paper__name", {}, "姓名：____________　日期：____________");
}

/** @param {QuizQuestion} question */
function paperQuestion(question) {
  const options = question.options.map(({ id, text }) => element("li", {}, `${id}. `, plain(text)));
  return element("li", {}, `【${question.kind_label}】`, plain(question.text),
    HOW[question.how], element("ul", {}, ...options));
}
