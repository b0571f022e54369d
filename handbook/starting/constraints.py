"""The versions with which this version of the handbook was tried, for whoever installs it."""

from __future__ import annotations

import re

# Beside the wheels, so that whoever takes new ones takes it along.
CONSTRAINTS = "constraints.txt"

_HEAD = "# 手册的这个版本就是和下面这些版本的包一起试过的；它们随 wheel 文件一起换。\n"
# A package and its version, with the environments that it is for; then come the hashes.
_LOCKED = re.compile(r"^([\w.-]+)(?:\[[^\]]*\])?(==[^\\\n]+?) *(?:\\)?$", re.MULTILINE)


def constraints(lock: str) -> str:
    """A lock as constraints for pip: each package's version, without the hashes.

    Packages that the handbook does not need are not installed by being named here.
    """
    return _HEAD + "".join(f"{name}{version}\n" for name, version in _LOCKED.findall(lock))
