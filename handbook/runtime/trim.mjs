// Takes out of Pyodide what only packages with WebAssembly of their own would call: it exports
// all of CPython and of the C library to them, and the engine is plain Python. What is left
// arrives and starts sooner.
//
//   node trim.mjs FOLDER
//
// FOLDER holds Pyodide, which is changed in place.

import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const SCRIPTS = ["pyodide.asm.mjs", "pyodide.mjs"];
const WASM = "pyodide.asm.wasm";
// How Pyodide's script gives an export a name of its own: the name, then the export.
const NAMING = /(?<=[;{])([\w$]+)=(?:Module\["\1"\]=)?wasmExports\["([^"]+)"\](?:\.value>>>0)?;/g;

const [folder = ""] = process.argv.slice(2);

/**
 * The exports that Pyodide's scripts speak of, apart from giving them names.
 *
 * @param {string[]} scripts
 * @returns {(name: string) => boolean}
 */
function spokenOf(scripts) {
  const said = new Map();
  for (const script of scripts) {
    for (const [word] of script.replace(NAMING, "").matchAll(/[\w$]+/g)) {
      said.set(word, (said.get(word) ?? 0) + 1);
    }
  }
  const named = new Map();
  for (const script of scripts) {
    for (const [, variable, name] of script.matchAll(NAMING)) named.set(name, variable);
  }
  // A variable is said once where it is declared.
  return (name) => said.has(name) || (said.get(named.get(name)) ?? 0) > 1;
}

/**
 * The file without the functions and addresses that nobody wants, and what only they reach.
 *
 * @param {Uint8Array} wasm
 * @param {(name: string) => boolean} wanted
 */
function withoutExports(wasm, wanted) {
  const module = binaryen.readBinary(wasm);
  const kinds = [binaryen.ExternalFunction, binaryen.ExternalGlobal];
  const all = Array.from({ length: module.getNumExports() }, (_, place) =>
    binaryen.getExportInfo(module.getExportByIndex(place)));
  for (const { name, kind } of all) {
    if (kinds.includes(kind) && !wanted(name)) module.removeExport(name);
  }
  module.runPasses(["remove-unused-module-elements"]);
  return module.emitBinary();
}

const scripts = SCRIPTS.map((name) => readFileSync(`${folder}/${name}`, "utf8"));
const wanted = spokenOf(scripts);
writeFileSync(`${folder}/${WASM}`, withoutExports(readFileSync(`${folder}/${WASM}`), wanted));
for (const [place, script] of scripts.entries()) {
  const kept = script.replace(NAMING, (naming, _, name) => (wanted(name) ? naming : ""));
  writeFileSync(`${folder}/${SCRIPTS[place]}`, kept);
}
