"""The Python that the site hosts: what it holds, that it answers, that it follows its sources."""

import ast
import gzip
import hashlib
import json
import shutil
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tiercalc

from handbook.runtime import MANIFEST, Manifest, RuntimeBuildError, build
from tests.paths import ROOT

pytestmark = pytest.mark.slow

HOSTED = ROOT / "build" / "runtime"
SNAPSHOT = "snapshot.bin"
LIBRARY = "python_stdlib.zip"
FULL_LIBRARY = "python_stdlib_full.zip"
PRACTICE = "tierquiz.zip"

# Importing CPython 3.14 accepts byte-code that begins with these bytes and no other.
MAGIC_OF_3_14 = (3627).to_bytes(2, "little") + b"\r\n"


ASK_HOSTED_PYTHON = """
const [folder, data] = process.argv.slice(1);
const { loadPyodide } = await import(`${folder}pyodide.js`);
const { default: createPyodideModule } = await import(`${folder}pyodide.asm.js`);
const python = await loadPyodide({
  indexURL: folder,
  lockFileURL: `${folder}pyodide-lock.json`,
  packageBaseUrl: folder,
  packages: ["tiercalc"],
  createPyodideModule,
});
python.globals.set("data", data);
console.log(python.runPython("import json, tiercalc; tiercalc.canonical_json(json.loads(data))"));
"""


IMPORT_ALL_THAT_IS_BUILT_IN = """
const [folder] = process.argv.slice(1);
const { loadPyodide } = await import(`${folder}pyodide.js`);
const { default: createPyodideModule } = await import(`${folder}pyodide.asm.js`);
const python = await loadPyodide({
  indexURL: folder,
  stdLibURL: `${folder}FULL_LIBRARY`,
  createPyodideModule,
});
console.log(python.runPython(`
import importlib, sys
from sys import builtin_module_names as names
" ".join(name for name in names if not importlib.import_module(name))
`).length);
""".replace("FULL_LIBRARY", FULL_LIBRARY)

COUNT_EXPORTS = """
const { readFileSync } = await import("node:fs");
const count = (folder, place) => {
  const exports = WebAssembly.Module.exports(
    new WebAssembly.Module(readFileSync(`${folder}/pyodide.asm.wasm`)));
  const known = new Set(exports.map(({ name }) => name));
  const script = readFileSync(`${folder}/pyodide.asm.${place ? "js" : "mjs"}`, "utf8");
  const named = [...script.matchAll(/wasmExports\\["([^"]+)"\\]/g)].map(([, name]) => name);
  return { exports: known.size, absent: named.filter((name) => !known.has(name)) };
};
console.log(JSON.stringify(process.argv.slice(1).map(count)));
"""


def in_node(script: str, *arguments: str) -> str:
    """The last line that a module prints."""
    command = ["node", "--input-type=module", "-e", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def runtime() -> Manifest:
    return build(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of its own, with the real engine and the real Pyodide."""
    leftovers = shutil.ignore_patterns("__pycache__", "build", "*.egg-info")
    shutil.copytree(ROOT / "calculator", tmp_path / "calculator", ignore=leftovers)
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    return tmp_path


def wheel_of(manifest: Manifest) -> str:
    (wheel,) = (name for name in manifest.boots["plain"] if name.endswith(".whl"))
    return wheel


def modules(archive: Path) -> set[str]:
    return {name for name in zipfile.ZipFile(archive).namelist() if name.endswith(".pyc")}


def header(snapshot: Path) -> dict[str, Any]:
    data = gzip.decompress(snapshot.read_bytes())
    (length,) = struct.unpack_from("<I", data)
    says: dict[str, Any] = json.loads(data[4 : 4 + length])
    return says


def without_snapshot(manifest: Manifest) -> Manifest:
    """Two snapshots differ in random numbers and times."""
    files = {name: file for name, file in manifest.files.items() if name != SNAPSHOT}
    return replace(manifest, files=files)


def test_the_manifest_says_what_is_hosted_byte_for_byte(runtime: Manifest) -> None:
    hosted = {path.name: path.read_bytes() for path in HOSTED.iterdir() if path.name != MANIFEST}
    assert hosted.keys() == runtime.files.keys()
    for name, data in hosted.items():
        assert runtime.files[name].size == len(data)
        assert runtime.files[name].sha256 == hashlib.sha256(data).hexdigest()


def test_the_lock_names_our_wheel_alone_and_its_hash(runtime: Manifest) -> None:
    lock = json.loads((HOSTED / "pyodide-lock.json").read_text())
    assert lock["packages"].keys() == {"tiercalc"}
    engine = lock["packages"]["tiercalc"]
    assert engine["file_name"] == wheel_of(runtime)
    assert engine["sha256"] == runtime.files[wheel_of(runtime)].sha256


def test_the_locked_pyodide_is_the_one_hosted(runtime: Manifest) -> None:
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert runtime.pyodide == locked["node_modules/pyodide"]["version"]
    assert runtime.python.startswith("3.14.")


def test_engine_and_standard_library_are_byte_code_of_the_hosted_python(runtime: Manifest) -> None:
    for archive in (wheel_of(runtime), LIBRARY, FULL_LIBRARY, PRACTICE):
        with zipfile.ZipFile(HOSTED / archive) as files:
            names = files.namelist()
            assert not [name for name in names if name.endswith(".py")]
            compiled = [name for name in names if name.endswith(".pyc")]
            assert compiled
            for name in compiled:
                assert files.read(name).startswith(MAGIC_OF_3_14), name


def test_the_wheel_holds_every_module_of_the_engine(runtime: Manifest) -> None:
    sources = (ROOT / "calculator" / "tiercalc").rglob("*.py")
    expected = {f"{path.relative_to(ROOT / 'calculator').as_posix()}c" for path in sources}
    assert modules(HOSTED / wheel_of(runtime)) == expected


def test_the_questions_for_practice_come_apart_from_what_every_page_starts(
    runtime: Manifest,
) -> None:
    sources = (ROOT / "calculator" / "tierquiz").rglob("*.py")
    expected = {f"{path.relative_to(ROOT / 'calculator').as_posix()}c" for path in sources}
    assert modules(HOSTED / PRACTICE) == expected
    assert PRACTICE in runtime.files
    assert not any(PRACTICE in names for names in runtime.boots.values())


def test_each_start_is_told_its_files(runtime: Manifest) -> None:
    later = {FULL_LIBRARY, PRACTICE}
    assert set().union(*runtime.boots.values()) | later == runtime.files.keys()
    assert SNAPSHOT in runtime.boots["snapshot"]
    assert not {LIBRARY, wheel_of(runtime)} & {*runtime.boots["snapshot"]}


def test_the_library_is_a_part_of_the_full_one(runtime: Manifest) -> None:
    assert {"json/__init__.pyc", "decimal.pyc"} <= modules(HOSTED / LIBRARY)
    assert modules(HOSTED / LIBRARY) < modules(HOSTED / FULL_LIBRARY)
    assert "statistics.pyc" in modules(HOSTED / FULL_LIBRARY) - modules(HOSTED / LIBRARY)


def test_the_snapshot_is_stamped(runtime: Manifest) -> None:
    stamp = header(HOSTED / SNAPSHOT)
    assert stamp["engine"] == runtime.engine
    assert stamp["versions"]["version"] == runtime.pyodide
    assert stamp["versions"]["python"] == runtime.python


def test_the_snapshots_known_answer_is_this_pythons_too(runtime: Manifest) -> None:
    known = header(HOSTED / SNAPSHOT)["selfTest"]
    policy = tiercalc.load(json.loads(known["policy"]), "self-test")
    assert tiercalc.answer_text(policy, known["request"]) == known["answer"]
    assert json.loads(known["answer"])["decisions"]


def test_the_snapshot_is_not_larger_than_the_library_that_it_saves(runtime: Manifest) -> None:
    library = (ROOT / "node_modules/pyodide/python_stdlib.zip").stat().st_size
    assert runtime.files[SNAPSHOT].size < library


def test_the_engine_needs_no_chance() -> None:
    """Every visitor's Python begins with the same memory, so with the same random numbers."""
    for path in (ROOT / "calculator/tiercalc").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            assert not {"random", "secrets", "uuid", "tempfile"} & {*names}, path


def test_the_hosted_python_answers_as_this_one_does(runtime: Manifest) -> None:
    data = {"title": "会员", "values": [1, "2.50", None, True]}
    answer = in_node(ASK_HOSTED_PYTHON, f"{HOSTED}/", json.dumps(data))
    assert answer == tiercalc.canonical_json(data)


def test_pyodide_keeps_the_exports_that_its_scripts_use(runtime: Manifest) -> None:
    npm = ROOT / "node_modules/pyodide"
    before, after = json.loads(in_node(COUNT_EXPORTS, str(npm), str(HOSTED)))
    assert after["exports"] < before["exports"] / 10
    # What Pyodide's own script names in vain, it names in vain before too.
    assert {*after["absent"]} <= {*before["absent"]}
    for name, hosted in (
        ("pyodide.asm.wasm", "pyodide.asm.wasm"),
        ("pyodide.asm.mjs", "pyodide.asm.js"),
    ):
        assert runtime.files[hosted].size < (npm / name).stat().st_size * 0.95


def test_every_module_in_the_hosted_python_can_be_imported(runtime: Manifest) -> None:
    assert FULL_LIBRARY in runtime.files
    assert in_node(IMPORT_ALL_THAT_IS_BUILT_IN, f"{HOSTED}/") == "0"


def test_the_same_sources_give_the_same_bytes_and_are_built_once(
    runtime: Manifest, project: Path
) -> None:
    built = build(project)
    assert without_snapshot(built) == without_snapshot(runtime)
    wheel = project / "build/runtime" / wheel_of(built)
    built_at = wheel.stat().st_mtime_ns
    assert build(project) == built
    assert wheel.stat().st_mtime_ns == built_at

    wheel.write_bytes(b"damaged")
    assert build(project).describes(wheel.parent)


def test_what_is_hosted_follows_the_engines_sources(project: Path) -> None:
    extra = project / "calculator/tiercalc/extra.py"
    extra.write_text("ANSWER = 42\n")
    before = build(project)
    wheel = project / "build/runtime" / wheel_of(before)
    assert "tiercalc/extra.pyc" in modules(wheel)

    extra.unlink()
    after = build(project)
    assert after.engine != before.engine
    assert "tiercalc/extra.pyc" not in modules(wheel)


def test_an_engine_that_cannot_be_built_leaves_what_was_hosted(project: Path) -> None:
    hosted = project / "build/runtime"
    hosted.mkdir(parents=True)
    (hosted / "kept").touch()
    (project / "calculator/tiercalc/broken.py").write_text("def answer(:\n")
    with pytest.raises(RuntimeBuildError, match=r"编译计算引擎和标准库没有成功[\s\S]*broken\.py"):
        build(project)
    assert [path.name for path in (project / "build").glob("[!.]*/*")] == ["kept"]
    assert not list((project / "build").glob(".runtime-*"))


def test_a_dependency_of_the_engine_is_refused(project: Path) -> None:
    settings = project / "calculator/pyproject.toml"
    settings.write_text(
        settings.read_text().replace("dependencies = []", 'dependencies = ["numpy"]')
    )
    with pytest.raises(RuntimeBuildError, match="只能依赖标准库"):
        build(project)


def test_without_its_npm_package_the_way_out_is_said(project: Path) -> None:
    (project / "node_modules").unlink()
    with pytest.raises(RuntimeBuildError, match="请运行 make distclean setup"):
        build(project)


def test_the_command_says_what_was_built(runtime: Manifest) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "handbook.runtime"], capture_output=True, text=True, check=True
    )
    assert f"Pyodide {runtime.pyodide}" in done.stdout
