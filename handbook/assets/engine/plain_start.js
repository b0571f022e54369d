// Starts Python as Pyodide does by itself: where the start from a snapshot does not succeed.

import { at, Downloads, Failure, fetchFresh, RUNTIME } from "./downloads.js";

/** @import {PyodideAPI} from "pyodide" */

/**
 * @param {(loaded: number, total: number) => void} tell Hears of bytes.
 * @returns {Promise<PyodideAPI>}
 */
export async function startPlainly(tell) {
  // `loadPyodide` waits for ever for a file that does not come.
  /** @type {(failure: Failure) => void} */
  let giveUp = () => {};
  const broken = new Promise((_, reject) => (giveUp = reject));
  return Promise.race([broken, load(tell, giveUp)]);
}

/**
 * @param {(loaded: number, total: number) => void} tell
 * @param {(failure: Failure) => void} giveUp
 */
async function load(tell, giveUp) {
  const scripts = Promise.all([import(at("pyodide.js")), import(at("pyodide.asm.js"))])
    .catch((error) => {
      throw new Failure("download", error);
    });
  const [[{ loadPyodide }, { default: createPyodideModule }]] =
    await Promise.all([scripts, watchDownloads(tell, giveUp)]);
  return loadPyodide({
    indexURL: RUNTIME.href,
    lockFileURL: at("pyodide-lock.json"),
    packageBaseUrl: RUNTIME.href,
    packages: ["tiercalc"],
    createPyodideModule,
  });
}

/**
 * Counts the bytes that Pyodide fetches, and notices at once when a file does not come.
 *
 * @param {(loaded: number, total: number) => void} tell
 * @param {(failure: Failure) => void} giveUp
 */
async function watchDownloads(tell, giveUp) {
  const downloads = new Downloads("plain", tell);
  const { files } = await downloads.manifest;
  const watched = new Set(Object.keys(files).map(at));
  self.fetch = async (input, init) => {
    const response = await fetchFresh(input, init).catch((failure) => {
      giveUp(failure);
      throw failure;
    });
    if (!watched.has(response.url)) return response;
    const counted = downloads.count(response);
    // Some hosts send a type that browsers do not compile.
    if (response.url.endsWith(".wasm")) counted.headers.set("content-type", "application/wasm");
    return counted;
  };
}
