// Byte-compiles the wheels and zips in a folder with the Python that will run them: the host's
// byte-code would be of another version, which Pyodide cannot read. Compiler: pyodide-build's
// `py-compile`, which also writes the wheels' new names and hashes to the folder's
// pyodide-lock.json.
//
//   node compile.mjs PYODIDE SITE_PACKAGES FOLDER

import { pathToFileURL } from "node:url";

/**
 * @param {string} pyodide where Pyodide's own files are
 * @param {string} sitePackages where pyodide-build is installed
 * @param {string} folder what to compile, in place
 * @returns {Promise<string>} the compiler's complaint; empty: all is compiled
 */
async function compile(pyodide, sitePackages, folder) {
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
  return python.runPython(`
    import sys
    from py_compile import PyCompileError

    sys.path.append("/packages")
    sys.dont_write_bytecode = True

    from pyodide_build.cli.py_compile import main

    complaint = ""
    try:
        main(["/archives", "--silent", "--no-keep"], standalone_mode=False)
    except PyCompileError as error:
        complaint = error.msg
    complaint
  `);
}

const [pyodide = "", sitePackages = "", folder = ""] = process.argv.slice(2);
// Left to Node, an error in Pyodide is printed with its source line, which is all of Pyodide.
const complaint = await compile(pyodide, sitePackages, folder).catch((error) => String(error));
if (complaint) {
  console.error(complaint);
  process.exitCode = 1;
}
