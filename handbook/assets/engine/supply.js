// Fetches what a start from the snapshot takes, in the page: a worker, which has to start itself
// first, would ask later, and has enough to do.

import { at, Downloads, Failure, fetchFresh } from "./downloads.js";

/**
 * What the worker is given, each as soon as it is there: Pyodide's WebAssembly, compiled, and the
 * snapshot, unpacked, with the engine that it must have.
 *
 * @typedef {{wasm: WebAssembly.Module} | {snapshot: ArrayBuffer, engine: string}} Part
 */

const SNAPSHOT = "snapshot.bin";
const WASM = "pyodide.wasm.bin";

/**
 * Asks for everything at once and hands it to the worker.
 *
 * @param {Worker} worker
 * @param {(loaded: number, total: number) => void} tell Hears of bytes.
 * @param {AbortSignal} signal
 * @returns {Promise<unknown>} Rejects with a Failure when a file is not as it should be.
 */
export function supply(worker, tell, signal) {
  const wasm = fetchFresh(at(WASM), { signal }).then(compile);
  const snapshot = fetchFresh(at(SNAPSHOT), { signal });
  const downloads = new Downloads("snapshot", tell, signal);
  const compiled = wasm.then((module) => worker.postMessage({ wasm: module }));
  // While a file is compiled as it arrives its bytes cannot be counted.
  const counted = Promise.all([downloads.manifest, wasm])
    .then(([{ files }]) => downloads.add(files[WASM]?.size ?? 0));
  const unpacked = snapshot.then((response) => unpack(response, downloads))
    .then((part) => worker.postMessage(part, [part.snapshot]));
  return Promise.all([compiled, counted, unpacked]).catch((error) => {
    throw error instanceof Failure ? error : new Failure("start", error);
  });
}

/** @param {Response} response */
function compile({ body }) {
  const unzipped = body?.pipeThrough(new DecompressionStream("gzip"));
  // Only what has this type is compiled as it arrives, and no host gives it to what is packed.
  const headers = { "content-type": "application/wasm" };
  return WebAssembly.compileStreaming(new Response(unzipped, { headers }));
}

/**
 * @param {Response} response
 * @param {Downloads} downloads
 */
async function unpack(response, downloads) {
  const counted = downloads.count(response);
  const copy = counted.clone();
  const unzipped = counted.body?.pipeThrough(new DecompressionStream("gzip"));
  const [snapshot, { engine }] = await Promise.all([
    new Response(unzipped).arrayBuffer(),
    downloads.manifest,
    downloads.manifest.then(({ files }) => verify(copy, files[SNAPSHOT]?.sha256)),
  ]);
  return { snapshot, engine };
}

/**
 * @param {Response} response
 * @param {string | undefined} expected
 */
async function verify(response, expected) {
  // Without https a browser does not hash; the stamp and gzip's own sum remain.
  if (!globalThis.crypto.subtle) return response.body?.cancel();
  const digest = await crypto.subtle.digest("SHA-256", await response.arrayBuffer());
  const hash = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  if (hash.join("") !== expected) throw new Error("the snapshot is not the one in the manifest");
}
