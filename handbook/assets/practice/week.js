// The first week in a role: of each of its policies read, try, answer; and the sheet to sign.

import { element } from "../shared/dom.js";
import { printAlone } from "../shared/copy_print.js";
import { link, linkTo } from "../shared/said.js";
import { noteRead, read, topics } from "./progress.js";

/** @import {Policy, Settings, Wanted} from "./settings.js" */

const EDITION = 12;
/** So many questions on each policy. */
const PORTION = 5;

/**
 * What somebody does who is new in a role.
 *
 * @param {Settings} settings
 * @param {(wanted: Wanted) => void} practise
 */
export function firstWeek(settings, practise) {
  const place = element("div");
  const whole = /** @type {HTMLDetailsElement} */ (
    element("details.tb-practice__week", {}, element("summary", {}, "第一周：读、试、练"), place));
  const show = () => place.replaceChildren(...steps(settings, practise, show));
  whole.addEventListener("toggle", show);
  settings.form.addEventListener("change", ({ target }) => {
    if (whole.open && !whole.contains(/** @type {Node} */ (target))) show();
  });
  return whole;
}

/**
 * @param {Settings} settings
 * @param {(wanted: Wanted) => void} practise
 * @param {() => void} again
 */
function steps(settings, practise, again) {
  const role = settings.role.value;
  const ids = settings.roleIds();
  if (!ids) return [element("p", {}, "先在上面选岗位，这里就列出这个岗位第一周要读、要试、要练的。")];
  const mine = settings.policies().filter(({ id }) => id in ids);
  const known = read();
  const practised = Object.keys(topics()).map((key) => JSON.parse(key)[0]);
  const rows = mine.map((policy) => {
    const { id, title, version, places, forms } = policy;
    const done = practised.filter((each) => each === id).length;
    const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox" }));
    box.checked = known[id] === version;
    box.addEventListener("change", () => {
      noteRead(id, box.checked ? version : "");
      again();
    });
    const old = known[id] && known[id] !== version ? "（上次读的是旧的一版，制度改过，请重读）" : "";
    const answer = element("button.tb-button", { type: "button" }, `答 ${PORTION} 题`);
    answer.addEventListener("click", () => practise(
      { ...settings.wanted(`${role} ${title} ${done}`), policies: [id], kind: "", count: PORTION }));
    return element("li", {}, element("b", {}, title),
      element("ol", {},
        element("li", {}, "读：", link("role", ids[id] ?? "", `${role}的岗位卡`, places), "，再读",
          linkTo(`policy/${encodeURIComponent(id)}/`, "制度本身")),
        ...(forms.decision ? [element("li", {}, "试：", linkTo(forms.decision, "在计算器里填一两种情况"))] : []),
        element("li", {}, "练：", answer, done > 0 ? ` 已经练过 ${done} 处` : "")),
      element("label", {}, box, ` 读过并看懂了版本 ${version.slice(0, EDITION)}${old}`));
  });
  const print = element("button.tb-button", { type: "button" }, "打印签字单");
  print.addEventListener("click", () => printAlone("读过并看懂", signSheet(role, mine)));
  return [element("ul.tb-practice__steps", {}, ...rows), element("p.tb-practice__actions", {}, print)];
}

/**
 * The sheet that somebody signs.
 *
 * @param {string} role
 * @param {Policy[]} policies
 */
function signSheet(role, policies) {
  const head = element("tr", {}, ...["制度", "版本", "签字", "日期"].map((text) =>
    element("th", { scope: "col" }, text)));
  const rows = policies.map(({ title, version }) => element("tr", {}, element("th", { scope: "row" }, `《${title}》`),
    element("td", {}, version.slice(0, EDITION)), element("td", {}), element("td", {})));
  return element("div.tb-paper", {}, element("p", {}, `岗位：${role}　姓名：____________`),
    element("p", {}, "下列制度我读过，看懂了，照着做。"),
    element("table.tb-table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
}
