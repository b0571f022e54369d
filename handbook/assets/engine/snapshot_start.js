// Starts Python from a snapshot of its memory, in which the engine is imported already. The form
// of the snapshot is described where it is made, in handbook/runtime/snapshot.js.

import { at, importPyodide, RUNTIME } from "./downloads.js";

/** @import {Lockfile, PyodideAPI} from "pyodide" */

/**
 * What a snapshot says of itself: the engine and the Pyodide that it was made with, what
 * Pyodide's JavaScript must know of Python's memory, how many pages there are, and a question with
 * its answer.
 *
 * @typedef {object} Header
 * @property {string} engine
 * @property {Lockfile["info"]} versions
 * @property {string} build
 * @property {object} state
 * @property {number} pages
 * @property {SelfTest} selfTest
 */

/** @typedef {{policy: string, request: string, answer: string}} SelfTest */

/**
 * Pyodide's WebAssembly instance, of which no types are published.
 *
 * @typedef {object} Instance
 * @property {Uint32Array} HEAPU32
 * @property {(more: number) => number} _sbrk
 * @property {{config: {BUILD_ID: string}, restoreSnapshot: () => object}} API
 */

const WASM = "pyodide.asm.wasm";
const NO_LIBRARY = "no-library.zip";
const EMPTY_ZIP = Uint8Array.of(80, 75, 5, 6, ...new Array(18).fill(0));

const WORDS = 1024;
const [FRESH, ZERO, STORED, CHANGED] = [0, 1, 2, 3];

/**
 * Puts Python together from what the page hands over (supply.js). To be called before the
 * worker's first message.
 *
 * @returns {Promise<{python: PyodideAPI, selfTest: SelfTest}>} Rejects when anything is not as it
 *   should be.
 */
export async function startFromSnapshot() {
  // The promise below says what went wrong; what else was under way need not say it again.
  self.addEventListener("unhandledrejection", (event) => event.preventDefault());
  /** @type {Promise<WebAssembly.Module>} */
  const wasm = handedOver("wasm").then((part) => part.wasm);
  const snapshot = handedOver("snapshot").then((part) => new Snapshot(part.snapshot, part.engine));
  // `loadPyodide` waits for ever for what does not come.
  const broken = snapshot.then(() => new Promise(() => {}));
  const scripts = handedOver("files").then((part) => importPyodide(part.files));
  const [{ loadPyodide }, { default: createInstance }] = await Promise.race([broken, scripts]);
  const stepBack = standIn(wasm, snapshot);
  try {
    const loading = loadPyodide({
      indexURL: RUNTIME.href,
      lockFileContents: snapshot.then(({ header }) => ({ info: header.versions, packages: {} })),
      packageBaseUrl: RUNTIME.href,
      stdLibURL: at(NO_LIBRARY),
      // Says that a snapshot will be restored; which one is known by then.
      _loadSnapshot: new Uint8Array(WORDS),
      createPyodideModule: async (/** @type {object} */ settings) => {
        const instance = await createInstance(settings);
        const found = await snapshot;
        instance.API.restoreSnapshot = () => found.restore(instance);
        return instance;
      },
    });
    const python = await Promise.race([broken, loading]);
    return { python, selfTest: (await snapshot).header.selfTest };
  } finally {
    stepBack();
  }
}

/**
 * A part that the page hands over.
 *
 * @param {"files" | "wasm" | "snapshot"} name
 * @returns {Promise<any>}
 */
function handedOver(name) {
  return new Promise((resolve) => {
    self.addEventListener("message", ({ data }) => name in data && resolve(data));
  });
}

/**
 * Pyodide fetches and compiles by itself; what it asks for is under way already.
 *
 * @param {Promise<WebAssembly.Module>} wasm
 * @param {Promise<Snapshot>} snapshot
 * @returns {() => void} Leaves things as they were.
 */
function standIn(wasm, snapshot) {
  const { fetch } = self;
  const { instantiateStreaming } = WebAssembly;
  self.fetch = async (input, init) => {
    const address = String(input);
    if (address.endsWith(WASM)) return new Response();
    if (address.endsWith(NO_LIBRARY)) return new Response(EMPTY_ZIP);
    return fetch(input, init);
  };
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const [module, found] = await Promise.all([wasm, snapshot]);
    const instance = await WebAssembly.instantiate(module, imports);
    found.look(/** @type {WebAssembly.Memory} */ (instance.exports.memory));
    return { module, instance };
  };
  return () => {
    self.fetch = fetch;
    WebAssembly.instantiateStreaming = instantiateStreaming;
  };
}

class Snapshot {
  /** What the WebAssembly file puts into the memory. */
  #fresh = new Uint32Array();
  #kinds;
  #stored;

  /**
   * @param {ArrayBuffer} data
   * @param {string} engine The engine that it must have.
   */
  constructor(data, engine) {
    const length = new DataView(data).getUint32(0, true);
    /** @type {Header} */
    this.header = JSON.parse(new TextDecoder().decode(new Uint8Array(data, 4, length)));
    const { pages } = this.header;
    if (this.header.engine !== engine) throw new Error("the snapshot has another engine");
    this.#kinds = new Uint8Array(data, 4 + length, pages);
    this.#stored = new Uint32Array(data, 4 + length + pages);
  }

  /**
   * Keeps what a fresh Pyodide has in its memory, before it writes there.
   *
   * @param {WebAssembly.Memory} memory
   */
  look({ buffer }) {
    const kinds = this.#kinds;
    const pages = Math.max(kinds.lastIndexOf(FRESH), kinds.lastIndexOf(CHANGED)) + 1;
    this.#fresh = new Uint32Array(buffer, 0, pages * WORDS).slice();
  }

  /**
   * Lays the snapshot into the memory of a Pyodide that is ready to run.
   *
   * @param {Instance} instance
   */
  restore({ HEAPU32: memory, API, _sbrk }) {
    const { build, pages, state } = this.header;
    if (build !== API.config.BUILD_ID) throw new Error("the snapshot has another Pyodide");
    if (pages * WORDS > memory.length) throw new Error("the snapshot is too large");
    memory.set(this.#fresh);
    // Beyond the heap's end nothing was ever written.
    const used = _sbrk(0) / 4;
    for (const { kind, start, end, place } of this.#runs()) {
      if (kind === ZERO && start < used) memory.fill(0, start, Math.min(end, used));
      const stored = this.#stored.subarray(place, place + end - start);
      if (kind === STORED) memory.set(stored, start);
      if (kind === CHANGED) {
        memory.set(stored.map((change, word) => change ^ (this.#fresh[start + word] ?? 0)), start);
      }
    }
    return state;
  }

  /**
   * Neighbouring pages of one kind: their words in the memory, and where those are stored.
   *
   * @returns {Generator<{kind: number, start: number, end: number, place: number}>}
   */
  *#runs() {
    const kinds = this.#kinds;
    let place = 0;
    for (let page = 0; page < kinds.length; ) {
      const kind = kinds[page] ?? ZERO;
      const start = page * WORDS;
      while (kinds[page] === kind) page++;
      const end = page * WORDS;
      yield { kind, start, end, place };
      if (kind === STORED || kind === CHANGED) place += end - start;
    }
  }
}
