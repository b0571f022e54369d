"""Brings `build/runtime/` up to date and says in one line what it holds."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from handbook.runtime import RuntimeBuildError, build


def main() -> int:
    """Build for the project that this file belongs to; the exit status."""
    try:
        manifest = build(Path(__file__).parents[2])
    except RuntimeBuildError as error:
        click.echo(f"错误：{error}", err=True)
        return 1
    megabytes = sum(manifest.files[name].size for name in manifest.boots["snapshot"]) / 1_000_000
    click.echo(f"build/runtime：Pyodide {manifest.pyodide}，启动要下载 {megabytes:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
