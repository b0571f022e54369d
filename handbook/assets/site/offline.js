// Keeps the handbook for times without a network, and offers a newer one when it has arrived.

import { element } from "../shared/dom.js";
import { sparing } from "../engine/when_wanted.js";

const SCRIPT = new URL("../../../service_worker.js", import.meta.url);
const LATER = "handbook-later";

const root = document.documentElement;

// Where the browser refuses (a private window, no room), the handbook works as it does without.
keep().catch(() => {});

async function keep() {
  const workers = navigator.serviceWorker;
  if (!workers || sparing()) return;
  // The build of this page: no other may answer it.
  let mine = workers.controller;
  workers.addEventListener("controllerchange", () => {
    if (mine && workers.controller !== mine) location.reload();
  });
  workers.ready.then(({ active }) => active && tellWhenReady(active));
  await idle();
  const registration = await workers.register(SCRIPT, { updateViaCache: "none" });
  mine ??= registration.installing ?? registration.active;
  letCalculatorFirst(registration);
  const place = element("div", { role: "status" });
  document.querySelector(".md-container")?.before(place);
  const offer = () => {
    if (registration.waiting && workers.controller) showOffer(place, registration.waiting);
  };
  offer();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", offer);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) registration.update().catch(() => {});
  });
}

/** Says in `<html data-offline>` that the network may go. @param {ServiceWorker} worker */
function tellWhenReady(worker) {
  const tell = () => {
    if (worker.state === "activated") root.dataset.offline = "ready";
  };
  worker.addEventListener("statechange", tell);
  tell();
}

/** Waits until the page is there, and its calculator if that is on its way. */
async function idle() {
  if (document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve, { once: true }));
  }
  await new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve));
  await new Promise((resolve) => {
    const look = () => calculatorIsStarting() || resolve(undefined);
    onEngineChange(look);
    look();
  });
}

/**
 * Has the download wait while the calculator starts.
 *
 * @param {ServiceWorkerRegistration} registration
 */
function letCalculatorFirst(registration) {
  let starting = false;
  onEngineChange(() => {
    if (starting === calculatorIsStarting()) return;
    starting = !starting;
    registration.installing?.postMessage(starting ? "wait" : "go on");
  });
}

function calculatorIsStarting() {
  return root.dataset.engine === "loading";
}

/** @param {() => void} tell */
function onEngineChange(tell) {
  new MutationObserver(tell).observe(root, { attributeFilter: ["data-engine"] });
}

/**
 * Offers to change to the build that waits, unless the reader has put that off.
 *
 * @param {HTMLElement} place
 * @param {ServiceWorker} next
 */
function showOffer(place, next) {
  if (sessionStorage.getItem(LATER)) return;
  const change = /** @type {HTMLButtonElement} */ (element("button", { type: "button" }, "换用新版本"));
  const later = element("button", { type: "button" }, "以后再说");
  change.addEventListener("click", () => {
    change.disabled = true;
    next.postMessage("change over");
  });
  later.addEventListener("click", () => {
    sessionStorage.setItem(LATER, "yes");
    place.replaceChildren();
  });
  place.replaceChildren(element("p.tb-newer", {}, "手册有新版本 ", change, later));
}
