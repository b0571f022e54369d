// Byte-compiles the wheels and zips in a folder with the Python that will run them: the host's
// byte-code would be of another version, which Pyodide cannot read. Compiler: pyodide-build's
// `py-compile`, which also writes the wheels' new names and hashes to the folder's
// pyodide-lock.json.
//
//   node compile.mjs PYODIDE SITE_PACKAGES FOLDER

import { pathToFileURL } from "node:url";

const [pyodide, sitePackages, folder] = process.argv.slice(2);
const { loadPyodide } = /** @type {typeof import("pyodide")} */ (
  await import(pathToFileURL(`${pyodide}/pyodide.mjs`).href)
);
const python = await loadPyodide({
  indexURL: pyodide,
  env: { HOME: "/", SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? "" },
});

for (const [mount, root] of Object.entries({ "/packages": sitePackages, "/archives": folder })) {
  python.FS.mkdirTree(mount);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, mount);
}

python.runPython(`
import sys

sys.path.append("/packages")
sys.dont_write_bytecode = True

from pyodide_build.cli.py_compile import main

main(["/archives", "--silent", "--no-keep"], standalone_mode=False)
`);
