// The page of practice: a day's portion, a paper for a class, how one did.

import { copyAndSay } from "../form/entry.js";
import { engineBox } from "../engine/engine_box.js";
import { element } from "../shared/dom.js";
import { printAlone } from "../shared/copy_print.js";
import { card } from "./card.js";
import { clear, due, join, keyOf, note, take, topics } from "./progress.js";
import { Questions } from "./questions.js";
import { Settings, paperAddress, paperOf } from "./settings.js";
import { keySheet, paperSheet, resultSheet } from "./sheet.js";
import { firstWeek } from "./week.js";

/** @import {QuizQuestion} from "../shared/documents.d.ts" */
/** @import {Marked} from "./card.js" */
/** @import {Policy, Wanted} from "./settings.js" */

const SEED_BYTES = 4;

/** Brings the page to life, and opens the paper that its address means. */
export function mountPractice() {
  const place = document.querySelector("[data-practice]");
  const form = /** @type {HTMLFormElement | null} */ (place?.querySelector("form"));
  const desk = place?.querySelector("[data-desk]");
  if (!place || !form || !desk) return;
  form.querySelector("[data-silent]")?.remove();
  form.addEventListener("submit", (event) => event.preventDefault());
  const settings = new Settings(form);
  const policies = settings.policies();

  const start = button("开始练习", () => {
    const wanted = settings.wanted(chance());
    const asked = policies.filter(({ id }) => wanted.policies.includes(id));
    const versions = new Map(asked.map(({ id, version }) => [id, version]));
    new Run(desk, policies, wanted, due(versions, wanted.kind, new Date())).show();
  });
  start.classList.add("tb-practice__start");
  const seed = /** @type {HTMLInputElement} */ (element("input", { name: "seed", autocomplete: "off", size: "10" }));
  const paper = button("出一份卷子", () => {
    const wanted = settings.wanted(seed.value.trim() || chance());
    history.replaceState(history.state, "", paperAddress(wanted, policies));
    openPaper(desk, policies, wanted, []);
  });
  const named = element("label", {}, "卷子的种子 ", seed);
  form.append(
    element("p.tb-practice__actions", {}, start),
    element("details.tb-practice__paper", {}, element("summary", {}, "给一个班出卷子"),
      element("p", {}, "种子是随意的一个词。种子和选择都相同，每台设备上出的卷子就相同。"),
      element("p.tb-practice__actions", {}, named, paper)),
    firstWeek(settings, (wanted) => new Run(desk, policies, wanted, []).show()),
    record(),
  );
  desk.before(engineBox(() => {}, new AbortController().signal));

  const follow = () => {
    const found = paperOf(location.hash, policies);
    if (found) openPaper(desk, policies, found.wanted, found.changed);
  };
  addEventListener("hashchange", follow);
  follow();
}

/** Questions one by one, then how they were answered. */
class Run {
  /**
   * @param {Element} desk
   * @param {Policy[]} policies
   * @param {Wanted} wanted
   * @param {[string, string, string][]} again
   */
  constructor(desk, policies, wanted, again) {
    this.desk = desk;
    this.policies = policies;
    this.wanted = wanted;
    this.questions = new Questions(wanted, again);
    /** @type {{question: QuizQuestion, marked: Marked}[]} */
    this.done = [];
  }

  /** Shows the next question, or the result. */
  async show() {
    const place = this.done.length;
    this.desk.setAttribute("aria-busy", "true");
    if (place === 0) this.desk.replaceChildren(element("p", { role: "status" }, "正在出题……"));
    const question = place < this.wanted.count ? await made(this.questions.at(place)) : null;
    this.desk.removeAttribute("aria-busy");
    if (question instanceof Error) return this.desk.replaceChildren(sorry(question));
    const policy = this.policies.find(({ id }) => id === question?.policy);
    if (!question || !policy) return this.#finish();
    const count = `第 ${place + 1} 题，共 ${this.wanted.count} 题`;
    const shown = card(question, count, policy, (marked) => this.#note(question, marked), () => this.show());
    this.desk.replaceChildren(shown);
    shown.querySelector("h2")?.focus();
  }

  /**
   * @param {QuizQuestion} question
   * @param {Marked} marked
   */
  #note(question, marked) {
    this.done.push({ question, marked });
    const version = this.policies.find(({ id }) => id === question.policy)?.version ?? "";
    note(keyOf(question), version, marked.share === 1, new Date()).catch(() => {});
  }

  #finish() {
    if (this.done.length === 0) {
      this.desk.replaceChildren(element("p", { role: "status" }, "这样的题出不了。换一种题，或者多选几部制度。"));
      return;
    }
    const sheet = resultSheet(this.done, this.wanted, this.policies);
    const missed = this.done.filter(({ marked }) => marked.share < 1);
    const again = missed.map(({ question }) => /** @type {[string, string, string]} */ (
      [question.policy, question.kind, question.topic]));
    const head = element("h2", { tabindex: "-1" }, "成绩");
    const actions = [
      button("打印成绩单", () => printAlone("练习成绩", sheet)),
      button("再来一份", () => new Run(this.desk, this.policies, { ...this.wanted, seed: chance() }, []).show()),
    ];
    if (again.length > 0) {
      actions.unshift(button("把错的再做一遍", () => {
        const wanted = { ...this.wanted, seed: chance(), count: again.length };
        new Run(this.desk, this.policies, wanted, again).show();
      }));
    }
    const result = element("section.tb-quiz", { "data-result": "" }, head, sheet,
      element("p.tb-practice__actions", {}, ...actions));
    this.desk.replaceChildren(result);
    head.focus();
  }
}

/**
 * A paper: to answer here, to print, with its key.
 *
 * @param {Element} desk
 * @param {Policy[]} policies
 * @param {Wanted} wanted
 * @param {string[]} changed The policies that are another version than the paper's.
 */
function openPaper(desk, policies, wanted, changed) {
  const said = element("span", { role: "status" });
  const sheet = async (/** @type {typeof paperSheet} */ make, /** @type {string} */ title) => {
    const questions = await made(allOf(wanted));
    if (questions instanceof Error) return said.replaceChildren(sorry(questions));
    return printAlone(title, make(questions, wanted, policies));
  };
  const head = element("h2", { tabindex: "-1" }, `卷子“${wanted.seed}”，${wanted.count} 题`);
  const actions = element("p.tb-practice__actions", {},
    button("在这里做", () => new Run(desk, policies, wanted, []).show()),
    button("打印卷子", () => sheet(paperSheet, "练习卷")),
    button("打印答案", () => sheet(keySheet, "练习卷的答案")),
    button("复制卷子的链接", () => copyAndSay(Promise.resolve(paperAddress(wanted, policies)), said)), said);
  const old = changed.length > 0
    ? [element("p.tb-notice", { role: "alert" }, `出这份卷子以后，${changed.map((title) => `《${title}》`).join("、")}`
      + "改过或者没有了。现在按新的制度出题，和当时的卷子可能不同。")]
    : [];
  desk.replaceChildren(element("section.tb-quiz", { "data-paper": wanted.seed }, head, ...old, actions));
  head.focus();
}

/** @param {Wanted} wanted */
async function allOf(wanted) {
  const questions = new Questions(wanted);
  const found = [];
  for (let place = 0; place < wanted.count; place++) {
    const question = await questions.at(place);
    if (!question) break;
    found.push(question);
  }
  return found;
}

/** What was practised so far, and what one can do with the record. */
function record() {
  const said = element("span", { role: "status" });
  const tell = () => {
    const all = Object.values(topics());
    const waiting = all.filter((kept) => kept.due <= new Date().toISOString()).length;
    said.textContent = all.length === 0 ? "还没有做过题。" : `练过 ${all.length} 处，其中 ${waiting} 处该复习了。`;
  };
  const file = /** @type {HTMLInputElement} */ (
    element("input", { type: "file", accept: "application/json,.json", hidden: "" }));
  file.addEventListener("change", async () => {
    const text = (await file.files?.[0]?.text()) ?? "";
    try {
      const count = join(text);
      tell();
      said.textContent += `已并入 ${count} 处。`;
    } catch {
      said.textContent = "这个文件不是练习记录，什么也没有改。";
    }
    file.value = "";
  });
  const whole = /** @type {HTMLDetailsElement} */ (element("details.tb-practice__record", {},
    element("summary", {}, "我的练习记录"), element("p", {}, said),
    element("p.tb-practice__actions", {}, button("存成文件", take), button("并入文件", () => file.click()),
      button("清空", () => {
        if (!confirm("清空以后，做过的题都不记得了。要清空吗？")) return;
        clear();
        tell();
      }), file)));
  whole.addEventListener("toggle", tell);
  return whole;
}

/**
 * What comes of a promise, or why nothing does.
 *
 * @template T
 * @param {Promise<T>} promise
 * @returns {Promise<T | Error>}
 */
function made(promise) {
  return promise.catch((error) => (error instanceof Error ? error : new Error(String(error))));
}

/** @param {Error} error */
function sorry(error) {
  return element("p", { role: "alert" }, /[一-鿿]/.test(error.message) ? error.message : "这次没有出成题，请再试一次。");
}

function chance() {
  const bytes = crypto.getRandomValues(new Uint8Array(SEED_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} text
 * @param {() => unknown} act
 */
function button(text, act) {
  const made = /** @type {HTMLButtonElement} */ (element("button.tb-button", { type: "button" }, text));
  made.addEventListener("click", () => act());
  return made;
}
