// The page's calculators, from the moment it is open.

import { followAddress } from "./form.mjs";
import { engine } from "./engine.mjs";
import { offerChoice } from "./welcome.mjs";

document.documentElement.dataset.engine = engine.state;
followAddress()?.root.scrollIntoView();
addEventListener("hashchange", () => followAddress()?.bringIntoView());
engine.addEventListener("change", workAhead);
const chooser = document.querySelector("[data-calculator-chooser]");
if (chooser) offerChoice(chooser);
if (document.querySelector("form[data-question]")) {
  import("./question_form.mjs").then(({ mountQuestions }) => mountQuestions());
}

function workAhead() {
  if (engine.state !== "ready") return;
  engine.removeEventListener("change", workAhead);
  import("./rehearsing.mjs").then(({ rehearse }) => rehearse());
  import("./foreseeing.mjs").then(({ foresee }) => foresee());
}
