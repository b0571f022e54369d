// Starts Python as Pyodide does by itself: where the start from a snapshot does not succeed.

import {
  at, Downloads, Failure, fetchFresh, importPyodide, RUNTIME, verify,
} from "./downloads.js";

/** @import {PyodideAPI} from "pyodide" */
/** @import {Manifest} from "./downloads.js" */

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
  const downloads = new Downloads("plain", tell);
  const { files } = await downloads.manifest;
  watch(downloads, files, giveUp);
  const [{ loadPyodide }, { default: createPyodideModule }] =
    await importPyodide(files).catch((error) => {
      throw new Failure("download", error);
    });
  return loadPyodide({
    indexURL: RUNTIME.href,
    lockFileURL: at("pyodide-lock.json"),
    packageBaseUrl: RUNTIME.href,
    packages: ["tiercalc"],
    createPyodideModule,
  });
}

/**
 * Counts the bytes that Pyodide fetches, and notices at once when a file does not come, or is
 * another one.
 *
 * @param {Downloads} downloads
 * @param {Manifest["files"]} files
 * @param {(failure: Failure) => void} giveUp
 */
function watch(downloads, files, giveUp) {
  const names = new Map(Object.keys(files).map((name) => [at(name), name]));
  self.fetch = async (input, init) => {
    try {
      const response = await fetchFresh(input, init);
      const name = names.get(response.url);
      if (!name) return response;
      const data = await verify(downloads.count(response), name, files);
      // Some hosts send a type that browsers do not compile.
      const type = name.endsWith(".wasm") ? "application/wasm" : "application/octet-stream";
      return new Response(data, { headers: { "content-type": type } });
    } catch (failure) {
      giveUp(/** @type {Failure} */ (failure));
      throw failure;
    }
  };
}
