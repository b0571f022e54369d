// The page's calculators, from the moment it is open.

import { followAddress } from "./form/form.js";
import { engine } from "./engine/engine.js";
import { offerChoice } from "./form/welcome.js";

document.documentElement.dataset.engine = engine.state;
followAddress()?.root.scrollIntoView();
addEventListener("hashchange", () => followAddress()?.bringIntoView());
engine.addEventListener("change", workAhead);
const chooser = document.querySelector("[data-calculator-chooser]");
if (chooser) offerChoice(chooser);
if (document.querySelector("form[data-question]")) {
  import("./questions/question_form.js").then(({ mountQuestions }) => mountQuestions(), sayThatFormsAreDead);
}
if (document.querySelector("[data-practice]")) {
  import("./practice/practice.js").then(({ mountPractice }) => mountPractice(), sayThatFormsAreDead);
}

function workAhead() {
  if (engine.state !== "ready") return;
  engine.removeEventListener("change", workAhead);
  // Without practice the answers are the same, only later.
  import("./ahead/rehearsing.js").then(({ rehearse }) => rehearse()).catch(() => {});
  import("./ahead/foreseeing.js").then(({ foresee }) => foresee()).catch(() => {});
}

function sayThatFormsAreDead() {
  for (const place of document.querySelectorAll(":is(form[data-question], [data-practice]) [data-silent]")) {
    place.textContent = "这里没有取全，还不能算。请检查网络后刷新。";
    place.setAttribute("data-silent", "told");
    place.setAttribute("role", "alert");
  }
}
