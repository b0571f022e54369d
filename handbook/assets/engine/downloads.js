// Fetches what the engine is made of, and counts it.

export const RUNTIME = new URL("../../../runtime/", import.meta.url);

const TELL_EVERY_MS = 100;

const download = self.fetch.bind(self);

/**
 * `runtime/manifest.json`: the engine's hash, the files, and which of them each way to start
 * Python takes.
 *
 * @typedef {object} Manifest
 * @property {string} engine
 * @property {Record<string, string[]>} boots
 * @property {Record<string, {size: number, sha256: string}>} files
 */

/** Why Python cannot start. */
export class Failure extends Error {
  /**
   * @param {"browser" | "download" | "start"} reason
   * @param {unknown} cause
   */
  constructor(reason, cause) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.reason = reason;
  }
}

/**
 * Fetches a file of this site. A copy that the browser keeps is used only if it is still the
 * site's: runtime, lock and policy belong together.
 *
 * @param {RequestInfo | URL} input
 * @param {RequestInit} [init]
 */
export async function fetchFresh(input, init) {
  const response = await download(input, { ...init, cache: "no-cache" }).catch((error) => {
    throw new Failure("download", `${input}: ${error.message}`);
  });
  if (!response.ok) throw new Failure("download", `${response.url}: ${response.status}`);
  return response;
}

/** @param {string} name A file of the runtime. */
export function at(name) {
  return new URL(name, RUNTIME).href;
}

/**
 * Compares a file with what the manifest says of it, before anything of it is used.
 *
 * @param {Response} response It is read to its end.
 * @param {string} name
 * @param {Manifest["files"]} files
 */
export async function verify(response, name, files) {
  const data = await response.arrayBuffer();
  // Without https a browser does not hash; how long a file is remains.
  const digest = globalThis.crypto.subtle && (await crypto.subtle.digest("SHA-256", data));
  const bytes = digest ? Array.from(new Uint8Array(digest)) : [];
  const hash = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const { size, sha256 } = files[name] ?? {};
  if (data.byteLength !== size || (digest && hash !== sha256)) {
    throw new Failure("download", `${name} is not the one in the manifest`);
  }
  return data;
}

/**
 * Pyodide's two scripts, which run only if they are those in the manifest.
 *
 * @param {Manifest["files"]} files
 * @returns {Promise<[typeof import("pyodide"), {default: any}]>}
 */
export async function importPyodide(files) {
  const names = ["pyodide.js", "pyodide.asm.js"];
  await Promise.all(names.map(async (name) => verify(await fetchFresh(at(name)), name, files)));
  return /** @type {any} */ (Promise.all(names.map((name) => import(at(name)))));
}

/** The files of one way to start Python, and how much of them has arrived. */
export class Downloads {
  #tell;
  #loaded = 0;
  #total = 0;
  #told = 0;

  /**
   * @param {string} boot The way, as the manifest names it.
   * @param {(loaded: number, total: number) => void} tell Hears of bytes.
   * @param {AbortSignal} [signal]
   */
  constructor(boot, tell, signal) {
    this.#tell = tell;
    /** @type {Promise<Manifest>} */
    this.manifest = fetchFresh(at("manifest.json"), { signal }).then((response) => response.json());
    this.manifest.then(({ boots, files }) => {
      // Scripts are not fetched here.
      const names = (boots[boot] ?? []).filter((name) => !name.endsWith(".js"));
      this.#total = names.reduce((sum, name) => sum + (files[name]?.size ?? 0), 0);
      this.#tell(this.#loaded, this.#total);
    }, () => {});
  }

  /**
   * The response with its bytes counted as they arrive.
   *
   * @param {Response} response
   * @returns {Response}
   */
  count(response) {
    const counting = new TransformStream({
      transform: (chunk, stream) => {
        this.add(chunk.byteLength);
        stream.enqueue(chunk);
      },
    });
    return new Response(response.body?.pipeThrough(counting), response);
  }

  /** @param {number} bytes More that have arrived. */
  add(bytes) {
    this.#loaded += bytes;
    const now = performance.now();
    if (now - this.#told < TELL_EVERY_MS && this.#loaded < this.#total) return;
    this.#told = now;
    this.#tell(this.#loaded, this.#total);
  }
}
