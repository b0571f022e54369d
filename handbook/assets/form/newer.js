// Says so when the answers come from a newer policy than the one that the page shows.

import { element } from "../shared/dom.js";

let told = false;

/**
 * @param {HTMLFormElement} form It knows the version of the policy that its page was made from.
 * @param {string} version The version that answered.
 */
export function tellIfNewer({ dataset }, version) {
  if (told || version.startsWith(dataset.policyVersion ?? "")) return;
  told = true;
  const reload = element("button", { type: "button" }, "刷新");
  reload.addEventListener("click", () => location.reload());
  const note = element("p.tb-newer", {}, "制度已经更新，这一页的文字还是旧的，答案按新的算。 ", reload);
  document.querySelector(".md-container")?.before(element("div", { role: "status" }, note));
}
