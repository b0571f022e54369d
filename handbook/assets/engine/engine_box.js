// What the reader sees of the engine while it loads, and when it fails.

import { element } from "../shared/dom.js";
import { engine } from "./engine.js";

const MEGABYTE = 1_000_000;

/**
 * A place that shows how far the engine is, and offers to try again.
 *
 * @param {() => void} again What to do when the reader tries again.
 * @param {AbortSignal} gone Says when the place has left the page.
 */
export function engineBox(again, gone) {
  const step = element("span");
  const bar = /** @type {HTMLProgressElement} */ (element("progress", { max: "1", value: "0" }));
  const loading = element("p", {}, element("label", {}, step, bar));
  const problem = element("span");
  const retry = element("button.tb-button", { type: "button" }, "再试一次");
  const failed = element("p.tb-engine__failed", { role: "alert" }, problem, " ", retry);
  const box = element("div.tb-engine", {}, loading, failed);
  const show = () => {
    const { state, progress } = engine;
    loading.hidden = state !== "loading";
    failed.hidden = state !== "failed";
    step.textContent = progressText(progress);
    bar.value = progress.total > 0 ? progress.loaded / progress.total : 0;
    problem.textContent = engine.problem.sentence;
    problem.title = engine.problem.detail;
  };
  retry.addEventListener("click", () => {
    engine.start();
    again();
  });
  engine.addEventListener("change", show, { signal: gone });
  show();
  return box;
}

/**
 * @param {{loaded: number, total: number}} progress In bytes.
 */
function progressText({ loaded, total }) {
  if (total === 0) return "计算器在做准备，可以先填。";
  const [done, all] = [loaded, total].map((bytes) => (bytes / MEGABYTE).toFixed(1));
  if (loaded < total) return `正在下载计算器用的 Python：${done} / ${all} MB，可以先填。`;
  return "正在启动计算器，可以先填。";
}
