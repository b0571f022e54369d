// Fetches what a start from the snapshot takes, in the page: a worker, which has to start itself
// first, would ask later, and has enough to do.

import { at, Downloads, Failure, fetchFresh, verify } from "./downloads.js";

/** @import {Manifest} from "./downloads.js" */

/**
 * What the worker is given, each as soon as it is there: the list of files, Pyodide's WebAssembly, compiled, and the
 * snapshot, unpacked, with the engine that it must have.
 *
 * @typedef {{files: Manifest["files"]} | {wasm: WebAssembly.Module} | {snapshot: ArrayBuffer, engine: string}} Part
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
  const fetched = fetchFresh(at(WASM), { signal });
  const snapshot = fetchFresh(at(SNAPSHOT), { signal });
  const downloads = new Downloads("snapshot", tell, signal);
  const listed = downloads.manifest.then(({ files }) => worker.postMessage({ files }));
  const wasm = fetched.then((response) => compile(response, downloads.manifest));
  const compiled = wasm.then((module) => worker.postMessage({ wasm: module }));
  // While a file is compiled as it arrives its bytes cannot be counted.
  const counted = Promise.all([downloads.manifest, wasm])
    .then(([{ files }]) => downloads.add(files[WASM]?.size ?? 0));
  const unpacked = snapshot.then((response) => unpack(response, downloads))
    .then((part) => worker.postMessage(part, [part.snapshot]));
  return Promise.all([listed, compiled, counted, unpacked]).catch((error) => {
    throw error instanceof Failure ? error : new Failure("start", error);
  });
}

/**
 * @param {Response} response
 * @param {Promise<Manifest>} manifest
 */
async function compile(response, manifest) {
  const copy = response.clone();
  const unzipped = response.body?.pipeThrough(new DecompressionStream("gzip"));
  // Only what has this type is compiled as it arrives, and no host gives it to what is packed.
  const headers = { "content-type": "application/wasm" };
  const [module] = await Promise.all([
    WebAssembly.compileStreaming(new Response(unzipped, { headers })),
    manifest.then(({ files }) => verify(copy, WASM, files)),
  ]);
  return module;
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
    downloads.manifest.then(({ files }) => verify(copy, SNAPSHOT, files)),
  ]);
  return { snapshot, engine };
}
