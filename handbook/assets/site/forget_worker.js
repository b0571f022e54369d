/**
 * Takes the place of `service_worker.js` where nothing is to be kept, such as under `mkdocs serve`:
 * it clears away what a site that stood at this address has left in the browser, and goes.
 */
"use strict";

const forgetter = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

forgetter.addEventListener("install", () => forgetter.skipWaiting());
forgetter.addEventListener("activate", (event) => event.waitUntil(forget()));

async function forget() {
  const ours = `handbook ${forgetter.registration.scope} `;
  const names = (await caches.keys()).filter((name) => name.startsWith(ours));
  await Promise.all(names.map((name) => caches.delete(name)));
  await forgetter.registration.unregister();
  const pages = await forgetter.clients.matchAll({ type: "window" });
  await Promise.all(pages.map((page) => page.navigate(page.url)));
}
