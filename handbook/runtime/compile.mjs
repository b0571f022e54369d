// Byte-compiles the wheels and zips in a folder with the Python that will run them: the host's
// byte-code would be of another version, which Pyodide cannot read. Compiler: pyodide-build's
// `py-compile`, which also writes the wheels' new names and hashes to the folder's
// pyodide-lock.json. Left out is what the page never looks at: docstrings, the columns of code,
// and in the zips, which hold the standard library, the lines too.
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
    env: {
      HOME: "/",
      PYTHONNODEBUGRANGES: "1",
      PYTHONOPTIMIZE: "2",
      SOURCE_DATE_EPOCH: process.env.SOURCE_DATE_EPOCH ?? "",
    },
  });
  for (const [mount, root] of Object.entries({ "/packages": sitePackages, "/archives": folder })) {
    python.FS.mkdirTree(mount);
    python.FS.mount(python.FS.filesystems.NODEFS, { root }, mount);
  }
  return python.runPython(`
    import marshal, sys, zipfile
    from pathlib import Path
    from py_compile import PyCompileError
    from types import CodeType

    sys.path.append("/packages")
    sys.dont_write_bytecode = True

    from pyodide_build.cli.py_compile import main

    HEADER = 16

    def without_lines(code):
        # One entry for at most eight instructions, saying that they have no line.
        whole, rest = divmod(len(code.co_code) // 2, 8)
        table = b"\\xff" * whole + (bytes([0xF8 | rest - 1]) if rest else b"")
        inner = (without_lines(c) if isinstance(c, CodeType) else c for c in code.co_consts)
        return code.replace(co_linetable=table, co_consts=tuple(inner))

    def strip(archive):
        with zipfile.ZipFile(archive) as source:
            files = [(info, source.read(info)) for info in source.infolist()]
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
            for info, data in files:
                if info.filename.endswith(".pyc"):
                    code = without_lines(marshal.loads(data[HEADER:]))
                    data = data[:HEADER] + marshal.dumps(code)
                target.writestr(info, data)

    complaint = ""
    try:
        main(["/archives", "--silent", "--no-keep"], standalone_mode=False)
    except PyCompileError as error:
        complaint = error.msg
    else:
        for archive in Path("/archives").glob("*.zip"):
            strip(archive)
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
