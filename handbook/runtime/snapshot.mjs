// Takes a snapshot of Python's memory with the engine imported, and packs it for the page, which
// lays it into a fresh Pyodide instead of starting Python (handbook/assets/engine/snapshot_start.js). Prints,
// as JSON, the modules that were imported by then.
//
//   node snapshot.mjs FOLDER WHEEL STAMP
//
// FOLDER holds Pyodide, WHEEL the engine; FOLDER gets `snapshot.bin`. STAMP is JSON for the
// snapshot's header: the versions it belongs to, and `selfTest`, a policy and a request, to which
// the answer is added.
//
// The packed form, every part filled up to a multiple of four bytes:
//   the header's length (32 bits, little endian) | the header, JSON | each page's kind, one byte
//   | the pages that are stored, 4096 bytes each
// A page's kind tells what it is made from:
//   0: what Pyodide's WebAssembly file puts there | 1: zeros | 2: the stored page
//   | 3: what the file puts there, each bit changed where the stored page has a one

import crypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/**
 * Pyodide's WebAssembly instance, of which no types are published.
 *
 * @typedef {object} Instance
 * @property {Uint8Array} HEAPU8
 * @property {() => number} _emscripten_stack_get_end
 * @property {() => number} stackSave
 * @property {(size: number) => number} _malloc
 * @property {(address: number) => void} _free
 * @property {(size: number) => number} _sbrk
 */

const PAGE = 4096;
const [FRESH, ZERO, STORED, CHANGED] = [0, 1, 2, 3];
// Where a snapshot as Pyodide makes it has its header's JSON.
const STATE_AT = 48;

// Everything that an answer can need is imported, by the engine's public face, and used before,
// errors too. Forgotten are caches, and what Pyodide imports for things that the page never does:
// to install packages, to wait in Python, to reach other computers and programs, to look into code.
const PREPARE = `
import dataclasses, functools, gc, json, linecache, re, sys, traceback, zipimport
from types import FunctionType, SimpleNamespace

import pyodide
import tiercalc

UNUSED = (
    "asyncio", "concurrent", "dis", "inspect", "logging", "opcode", "random", "selectors", "shutil",
    "site", "socket", "subprocess", "tempfile", "zipfile",
)

def prepare():
    answer = tiercalc.answer_text(tiercalc.load(json.loads(policy), "self-test"), request)
    try:
        tiercalc.load({}, "self-test")
    except tiercalc.TierError as error:
        traceback.format_exception(error)
    return json.dumps({"answer": answer, "modules": sorted(sys.modules)})

def forget():
    for module in pyodide._package_loader, pyodide.common:
        for name, thing in list(vars(module).items()):
            if name != "init_loaded_packages" and (callable(thing) or name == "shutil"):
                delattr(module, name)
    for name in list(sys.modules):
        if name.partition(".")[0] in UNUSED:
            vars(sys.modules.pop(name)).clear()
    # Dataclasses that are made later describe themselves by their signature if they can.
    dataclasses.inspect = SimpleNamespace(signature=lambda *_, **__: "")
    # Classes that others are built on stay, without their methods.
    for thing in gc.get_objects():
        if isinstance(thing, type) and thing.__module__.partition(".")[0] in UNUSED:
            for name, method in list(vars(thing).items()):
                if isinstance(method, FunctionType):
                    delattr(thing, name)
    # What is there for people who debug, who check types, or who would change a frozen dataclass.
    for thing in gc.get_objects():
        if isinstance(thing, FunctionType):
            del thing.__annotations__
        elif isinstance(thing, type) and "__dataclass_fields__" in vars(thing):
            thing.__doc__ = None
            del thing.__annotations__
            for name in "__repr__", "__delattr__", "__setattr__":
                if name in vars(thing):
                    delattr(thing, name)
        elif isinstance(thing, functools._lru_cache_wrapper):
            thing.cache_clear()
    linecache.clearcache()
    re.purge()
    sys.path_importer_cache.clear()
    zipimport._zip_directory_cache.clear()
    sys._clear_internal_caches()

report = prepare()
forget()
gc.collect()
report
`;

// What installing the engine, where the snapshot is of no use, imports besides.
const INSTALL = `
import importlib, json, sys, tarfile

importlib.invalidate_caches()
json.dumps(sorted(sys.modules))
`;

// What is made twice of the same shall have the same bytes: Python finds no chance and one moment.
const MOMENT = 1000 * Number(process.env.SOURCE_DATE_EPOCH ?? 0);
crypto.randomFillSync = (/** @type {any} */ view) => view.fill(0);
Date.now = () => MOMENT;
performance.now = () => 0;

const [folder = "", wheel = "", stamp = ""] = process.argv.slice(2);
const { loadPyodide } = /** @type {typeof import("pyodide")} */ (
  await import(pathToFileURL(`${folder}/pyodide.mjs`).href)
);

/**
 * Python's memory, what the header says of it, the question's answer, and the modules needed.
 *
 * @param {{policy: string, request: string}} question
 */
async function takeSnapshot(question) {
  const python = await loadPyodide({
    indexURL: folder,
    // What is compiled while Python runs shall be as small as what compile.mjs compiles; a fixed
    // seed of hashes keeps two snapshots alike.
    env: { PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1", PYTHONOPTIMIZE: "2" },
    _makeSnapshot: true,
  });
  python.unpackArchive(new Uint8Array(readFileSync(wheel)), "wheel");
  const globals = python.toPy(question);
  const report = JSON.parse(python.runPython(PREPARE, { globals }));
  globals.destroy();
  const { _module: instance, _api: api } = /** @type {any} */ (python);
  clearDeadMemory(instance);
  const saved = python.makeMemorySnapshot();
  const [, start, length] = new Uint32Array(saved.buffer, saved.byteOffset, 3);
  const state = saved.subarray(STATE_AT, STATE_AT + (length ?? 0));
  return {
    memory: saved.slice(start),
    header: { build: api.config.BUILD_ID, state: JSON.parse(new TextDecoder().decode(state)) },
    answer: report.answer,
    modules: [...report.modules, ...JSON.parse(python.runPython(INSTALL))],
  };
}

/**
 * Fills with zeros, which cost nothing, what no one will read again: the stack beyond its top and
 * the freed blocks of the heap.
 *
 * @param {Instance} instance
 */
function clearDeadMemory(instance) {
  instance.HEAPU8.fill(0, instance._emscripten_stack_get_end(), instance.stackSave());
  const taken = [];
  for (let size = 65_536; size >= 8; size /= 2) {
    for (const top = instance._sbrk(0); instance._sbrk(0) === top; ) {
      const block = instance._malloc(size);
      instance.HEAPU8.fill(0, block, block + size);
      taken.push(block);
    }
  }
  taken.forEach(instance._free);
}

/**
 * The memory as Pyodide's WebAssembly file has it, before anything runs.
 *
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
async function freshMemory() {
  const { instantiate } = WebAssembly;
  const memory = await new Promise((resolve, reject) => {
    WebAssembly.instantiate = async (/** @type {any} */ wasm, /** @type {any} */ imports) => {
      const made = /** @type {any} */ (await instantiate(wasm, imports));
      resolve(new Uint8Array(made.instance.exports.memory.buffer).slice());
      return made;
    };
    loadPyodide({ indexURL: folder }).catch(reject);
  });
  WebAssembly.instantiate = instantiate;
  return memory;
}

/**
 * @param {Uint8Array<ArrayBuffer>} memory
 * @param {Uint8Array<ArrayBuffer>} fresh
 */
function pack(memory, fresh) {
  if (memory.length > fresh.length) throw new Error("the engine does not fit into Pyodide's first memory");
  const used = memory.findLastIndex((byte) => byte !== 0) + 1;
  const kinds = new Uint8Array(Math.ceil(used / PAGE / 4) * 4);
  /** @type {Uint32Array<ArrayBuffer>[]} */
  const stored = [];
  for (const number of kinds.keys()) {
    const page = pageOf(memory, number);
    const before = pageOf(fresh, number);
    const kind = kindOf(page, before);
    kinds[number] = kind;
    if (kind === STORED) stored.push(page);
    if (kind === CHANGED) stored.push(page.map((word, place) => word ^ (before[place] ?? 0)));
  }
  return { kinds, stored };
}

/**
 * @param {Uint32Array} page
 * @param {Uint32Array} before
 */
function kindOf(page, before) {
  if (page.every((word) => word === 0)) return ZERO;
  if (page.every((word, place) => word === before[place])) return FRESH;
  return before.every((word) => word === 0) ? STORED : CHANGED;
}

/**
 * @param {Uint8Array<ArrayBuffer>} memory
 * @param {number} number
 */
function pageOf(memory, number) {
  return new Uint32Array(memory.buffer, memory.byteOffset + number * PAGE, PAGE / 4);
}

/** @param {object} header */
function encode(header) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const filled = new Uint8Array(Math.ceil(text.length / 4) * 4).fill(0x20);
  filled.set(text);
  return [Uint32Array.of(filled.length), filled];
}

async function main() {
  const { selfTest, ...marks } = JSON.parse(stamp);
  const { memory, header, answer, modules } = await takeSnapshot(selfTest);
  const { kinds, stored } = pack(memory, await freshMemory());
  const known = { ...selfTest, answer };
  const whole = { ...marks, ...header, pages: kinds.length, selfTest: known };
  const parts = [...encode(whole), kinds, ...stored];
  writeFileSync(`${folder}/snapshot.bin`, new Uint8Array(await new Blob(parts).arrayBuffer()));
  console.log(JSON.stringify(modules));
}

// Left to Node, an error in Pyodide is printed with its source line, which is all of Pyodide.
await main().catch((error) => {
  console.error(String(error));
  process.exitCode = 1;
});
