"""The way in: locked packages, finding what the machine has, what the README promises."""

import json
import os
import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from tests.paths import POLICY, ROOT

LOCKS = ("requirements.lock", "package-lock.json")
READMES = ("README.md", "README.zh-CN.md")


@pytest.mark.parametrize("lock", LOCKS)
@pytest.mark.parametrize("place", ["://", "--index", "--extra-index", "--find-links"])
def test_a_lock_says_what_to_install_and_not_where_from(lock: str, place: str) -> None:
    assert place not in (ROOT / lock).read_text()


def test_every_python_package_is_pinned_by_version_and_hash() -> None:
    lock = (ROOT / "requirements.lock").read_text().replace("\\\n", " ")
    unpinned = [
        line for line in lock.splitlines() if not re.match(r"\S+==\S+ .*--hash=sha256:", line)
    ]
    assert unpinned == []


def test_every_npm_package_is_pinned_by_version_and_hash() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    wanted = lock["packages"].pop("")
    assert all(package["integrity"] for package in lock["packages"].values())
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version


def test_the_site_builder_is_pinned_to_what_the_lock_has() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = [each for each in project["dependencies"] if each.startswith("mkdocs")]
    assert len(pins) == 2
    assert [pin for pin in pins if f"{pin} " not in lock] == []


def script(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


FITS, FAILS = "exit 0", "exit 1"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine whose every well-known Python is found by name and fails when it is run."""
    for name in ("python3", "python3.14", "python3.13", "python3.12"):
        script(tmp_path / "bin" / name, FAILS)
    return tmp_path


def run_tool(tool: str, path: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [ROOT / "tools" / tool],
        env={"PATH": path, "HOME": "/nonexistent", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def find_python(machine: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_tool(
        "find-python",
        f"{machine / 'bin'}:/usr/bin:/bin",
        PYENV_ROOT=str(machine / "pyenv of mine"),
        **environment,
    )


def test_the_machines_own_python_comes_first(machine: Path) -> None:
    script(machine / "bin/python3", FITS)
    script(machine / "bin/python3.13", FITS)
    assert find_python(machine).stdout == "python3\n"


def test_a_shim_that_fails_when_run_is_passed_over(machine: Path) -> None:
    script(machine / "bin/python3.12", FITS)
    assert find_python(machine).stdout == "python3.12\n"


def test_pyenvs_newest_python_that_fits_is_found(machine: Path) -> None:
    versions = machine / "pyenv of mine" / "versions"
    script(versions / "3.13.2/bin/python3", FITS)
    script(versions / "3.13.10/bin/python3", FITS)
    script(versions / "3.14.0/bin/python3", FAILS)
    assert find_python(machine).stdout == f"{versions}/3.13.10/bin/python3\n"


def test_no_python_at_all_is_said_in_both_languages(machine: Path) -> None:
    done = find_python(machine)
    assert (done.returncode, done.stdout) == (1, "")
    assert "No Python 3.12 or newer" in done.stderr
    assert "没有找到 Python 3.12" in done.stderr


def test_a_wrong_python_by_wish_is_an_error_and_not_passed_over(machine: Path) -> None:
    script(machine / "bin/python3", FITS)
    done = find_python(machine, PYTHON="/no/such/python")
    assert (done.returncode, done.stdout) == (1, "")
    assert "PYTHON=/no/such/python is not" in done.stderr
    assert "PYTHON=/no/such/python 不能用" in done.stderr


def test_a_python_by_wish_is_taken(machine: Path) -> None:
    script(machine / "bin/python3", FITS)
    wish = str(script(machine / "my python", FITS))
    assert find_python(machine, PYTHON=wish).stdout == f"{wish}\n"


@pytest.mark.parametrize(
    ("programs", "english", "chinese"),
    [
        ({}, "Node.js was not found.", "没有找到 Node.js。"),
        ({"node": "echo v18.20.4"}, "Node.js here is v18.20.4.", "现有的 Node.js 是 v18.20.4。"),
        ({"node": "echo v20.1.0"}, "npm was not found.", "没有找到 npm。"),
    ],
)
def test_a_missing_or_old_node_is_said_in_both_languages(
    tmp_path: Path, programs: dict[str, str], english: str, chinese: str
) -> None:
    for name, body in programs.items():
        script(tmp_path / name, body)
    done = run_tool("check-node", str(tmp_path))
    assert done.returncode == 1
    assert english in done.stderr
    assert chinese in done.stderr


def test_a_new_enough_node_passes_silently(tmp_path: Path) -> None:
    script(tmp_path / "node", "echo v20.0.0")
    script(tmp_path / "npm", "echo 10.0.0")
    done = run_tool("check-node", str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.fixture
def bare_machine(tmp_path: Path) -> Path:
    """A machine with neither Chromium nor fonts."""
    (tmp_path / "grep").symlink_to(shutil.which("grep") or "grep")
    return tmp_path


def test_chromium_is_installed_where_one_may(bare_machine: Path) -> None:
    have = f"printf '#!/bin/sh\\necho font\\n' >{bare_machine}/$program"
    executable = f"{shutil.which('chmod')} +x {bare_machine}/$program"
    script(bare_machine / "id", "echo 0")
    script(
        bare_machine / "apt-get",
        f"[ $1 = update ] || for program in chromium fc-list; do {have}; {executable}; done",
    )
    done = run_tool("get-chromium", str(bare_machine))
    assert (done.returncode, done.stderr) == (0, "")
    assert run_tool("get-chromium", str(bare_machine)).stdout == ""


def test_chromium_that_one_may_not_install_is_said_in_both_languages(bare_machine: Path) -> None:
    script(bare_machine / "id", "echo 1000")
    script(bare_machine / "apt-get", FITS)
    done = run_tool("get-chromium", str(bare_machine))
    assert done.returncode == 1
    assert "The browser tests need Chromium" in done.stderr
    assert "浏览器测试需要 Chromium" in done.stderr


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone whose environment was prepared after everything that it is prepared from."""
    for name in ("Makefile", "pyproject.toml", "package.json", ".npmrc", *LOCKS):
        shutil.copy(ROOT / name, tmp_path / name)
    shutil.copytree(ROOT / "tools", tmp_path / "tools")
    (tmp_path / "calculator").mkdir()
    shutil.copy(ROOT / "calculator/pyproject.toml", tmp_path / "calculator")
    script(tmp_path / ".venv/bin/python", FITS)
    (tmp_path / "node_modules").mkdir()
    (tmp_path / ".venv/.made").write_text(f"{tmp_path}\n")
    (tmp_path / ".venv/.installed").touch()
    (tmp_path / "node_modules/.made").touch()
    return tmp_path


def planned(clone: Path) -> str:
    """What `make setup` would do."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME")}
    return subprocess.run(
        ["make", "-n", "setup"],
        cwd=clone,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_a_prepared_clone_needs_nothing(clone: Path) -> None:
    assert planned(clone).strip() == ":"


def test_a_half_made_environment_is_made_again(clone: Path) -> None:
    (clone / ".venv/.made").unlink()
    (clone / "node_modules/.made").unlink()
    assert "-m venv --clear" in planned(clone)
    assert "npm ci" in planned(clone)


def test_an_environment_that_was_moved_is_made_again(clone: Path) -> None:
    moved = clone.rename(clone.with_name("elsewhere"))
    assert "-m venv --clear" in planned(moved)
    assert "npm ci" not in planned(moved)


def test_an_environment_whose_python_has_gone_is_made_again(clone: Path) -> None:
    (clone / ".venv/bin/python").unlink()
    assert "-m venv --clear" in planned(clone)


def commands(readme: str) -> list[list[str]]:
    """Every command line in the README's code blocks."""
    text = (ROOT / readme).read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [shlex.split(line, comments=True) for line in "".join(blocks).splitlines() if line]


@pytest.mark.parametrize("readme", READMES)
def test_the_readmes_make_targets_exist(readme: str) -> None:
    targets = [words[1] for words in commands(readme) if words[0] == "make"]
    assert {"serve", "check", "test"} <= set(targets)
    subprocess.run(["make", "-n", *targets], cwd=ROOT, check=True, capture_output=True)


def names_only_what_is_there(words: list[str]) -> bool:
    """Whether the policy that an example asks is in policy/; any, where it asks of all."""
    if words[0] in ("check", "list"):
        return any(POLICY.glob("*.yaml"))
    asked = words[1:2] if words[0] != "new" else []
    return all((POLICY / f"{each}.yaml").is_file() for each in asked)


@pytest.mark.library
@pytest.mark.parametrize("readme", READMES)
def test_the_readmes_examples_work(readme: str) -> None:
    examples = [words[1:] for words in commands(readme) if words[0].endswith("tierbook")]
    assert examples
    for words in examples:
        if not names_only_what_is_there(words):
            continue
        done = subprocess.run(
            [ROOT / ".venv/bin/tierbook", *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        # Whether the check finds something is the policies' own matter.
        fine = (0, 1) if words[0] == "check" else (0,)
        assert done.returncode in fine, f"tierbook {shlex.join(words)}\n{done.stdout}{done.stderr}"
        assert done.stdout.strip()


def test_both_readmes_give_the_same_commands() -> None:
    english, chinese = (commands(readme) for readme in READMES)
    assert english == chinese
