/**
 * Keeps one build of the handbook whole and answers from it alone, with the network or without.
 *
 * Each build has a script of its own, since it carries the digest of the build's list of files. So
 * a browser notices a new build, fetches it beside the one in use (what did not change is taken
 * over), and has it wait, complete, until the reader changes to it. A build that does not arrive
 * whole is never used.
 */
"use strict";

/** @typedef {{files: Record<string, string>}} List  the files' digests by their addresses */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const scope = worker.registration.scope;

/** The digest of the build's list, written here by the build. */
const BUILD = "@build@";
const LIST = "offline.json";
const NOT_FOUND = "404.html";
const STRANGER = "offline.stranger/";

/** The builds of this handbook; another on the same host, at another path, has its own. */
const OURS = `handbook ${scope} `;
const CACHE = OURS + BUILD;

const AT_ONCE = 4;
/** So long at most a page may keep the network to itself. */
const PATIENCE_MS = 30_000;

/** @type {Promise<void>} */
let undisturbed = Promise.resolve();
let goOn = () => {};

worker.addEventListener("install", (event) => event.waitUntil(keep()));
worker.addEventListener("activate", (event) => event.waitUntil(takeOver()));
worker.addEventListener("message", ({ data }) => {
  if (data === "change over") worker.skipWaiting();
  if (data === "go on") goOn();
  if (data === "wait") undisturbed = new Promise((resolve) => {
    goOn = resolve;
    setTimeout(resolve, PATIENCE_MS);
  });
});
worker.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(scope)) event.respondWith(answer(event));
});

/** Gets every file of the build, or fails. What has arrived by then is there for the next try. */
async function keep() {
  const options = { integrity: BUILD, cache: /** @type {const} */ ("no-cache") };
  const listed = await fetch(at(LIST), options);
  const cache = await caches.open(CACHE);
  await cache.put(at(LIST), listed.clone());
  /** @type {List} */
  const { files } = await listed.json();
  const there = await addresses(cache);
  const known = await knownFiles();
  const missing = Object.entries(files).filter(([name]) => !there.has(at(name))).values();
  const take = async () => {
    for (const [name, integrity] of missing) {
      const copy = await known.get(integrity)?.();
      await cache.put(at(name), copy ?? await download(at(name), integrity));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, take));
  // Another build that took over in the meantime has cleared this one away.
  if (!await caches.has(CACHE)) throw new Error("another build took over");
}

/**
 * What is kept of other builds, by its digest.
 *
 * @returns {Promise<Map<string, () => Promise<Response | undefined>>>}
 */
async function knownFiles() {
  const known = new Map();
  for (const name of await others()) {
    const cache = await caches.open(name);
    const there = await addresses(cache);
    /** @type {List} */
    const { files } = await (await cache.match(at(LIST)))?.json() ?? { files: {} };
    for (const [file, integrity] of Object.entries(files)) {
      if (there.has(at(file))) known.set(integrity, () => cache.match(at(file)));
    }
  }
  return known;
}

/**
 * A file of this build, and of no other: its digest is checked.
 *
 * @param {string} address
 * @param {string} integrity
 */
async function download(address, integrity) {
  await undisturbed;
  const get = (/** @type {RequestCache} */ cache) =>
    fetch(address, { integrity, cache, priority: "low" });
  // What the browser has fetched for the page already may be from another build.
  const response = await get("default").catch(() => get("reload"));
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  // A page may not be answered with a response that was redirected.
  return response.redirected ? plain(response, 200) : response;
}

/** Clears other builds away; the page that was open before there was any becomes this one's. */
async function takeOver() {
  await Promise.all((await others()).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

async function others() {
  return (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
}

/** @param {FetchEvent} event */
async function answer({ request, clientId, resultingClientId }) {
  const cache = await caches.open(CACHE);
  const opens = request.mode === "navigate";
  if (!opens && await isStranger(cache, clientId)) {
    if (resultingClientId) await addStranger(cache, resultingClientId);
    return fetch(request, { cache: "no-cache" });
  }
  const { origin, pathname, search } = new URL(request.url);
  const address = origin + pathname.replace(/\/index\.html$/, "/");
  const kept = await cache.match(address);
  if (kept) return kept;
  if (!opens) return fetch(request);
  if (await cache.match(`${address}/`)) return Response.redirect(`${address}/${search}`, 301);
  try {
    const response = await fetch(request);
    await addStranger(cache, resultingClientId);
    return response;
  } catch (error) {
    const page = await cache.match(at(NOT_FOUND));
    if (!page) throw error;
    return plain(page, 404);
  }
}

/**
 * Strangers are pages that this build does not have, and their workers: they belong to a newer
 * build, from which they get everything else too. Kept, since a service worker is often restarted.
 *
 * @param {Cache} cache
 * @param {string} client
 */
async function isStranger(cache, client) {
  return Boolean(await cache.match(at(STRANGER + client)));
}

/** @param {Cache} cache @param {string} client */
function addStranger(cache, client) {
  return cache.put(at(STRANGER + client), new Response());
}

/** @param {Cache} cache */
async function addresses(cache) {
  return new Set((await cache.keys()).map(({ url }) => url));
}

/** @param {Response} response @param {number} status */
function plain({ body, headers }, status) {
  const type = headers.get("Content-Type") ?? "";
  return new Response(body, { status, headers: { "Content-Type": type } });
}

/** @param {string} name */
function at(name) {
  return new URL(name, scope).href;
}
