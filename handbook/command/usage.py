"""Click in Chinese: its help headings, and a sentence for every kind of wrong usage."""

from __future__ import annotations

import click
from tiercalc.words import quoted

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_OPTIONS, _COMMANDS = "[选项]", "命令 …"


class _Formatter(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")


class _Context(click.Context):
    formatter_class = _Formatter


class Command(click.Command):
    """A command whose help speaks Chinese."""

    context_class = _Context

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, so that every complaint knows its command."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """The usage line's words."""
        return [_OPTIONS, *super().collect_usage_pieces(ctx)[1:]]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The `--help` option."""
        return _in_chinese(super().get_help_option(ctx))


class Group(click.Group):
    """A group of such commands."""

    context_class = _Context
    command_class = Command

    def collect_usage_pieces(self, _ctx: click.Context) -> list[str]:
        """The usage line's words."""
        return [_OPTIONS, _COMMANDS]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The `--help` option."""
        return _in_chinese(super().get_help_option(ctx))


def usage_error(error: click.ClickException) -> tuple[str, str]:
    """What a wrong usage is about (an option, an argument, a command), and a sentence about it."""
    place, found = _found(error)
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    path = "tierbook" if ctx is None else ctx.command_path
    return place, f"{found}运行 {path} --help 看用法。"


def _in_chinese(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这段说明。"
    return option


def _found(error: click.ClickException) -> tuple[str, str]:
    match error:
        case click.NoSuchOption(option_name=name, possibilities=near):
            return name, f"没有{quoted(name)}这个选项{_perhaps(near)}"
        case click.exceptions.NoSuchCommand(command_name=name, possibilities=near):
            return name, f"没有{quoted(name)}这个命令{_perhaps(near)}"
        case click.MissingParameter(param=click.Parameter() as param):
            name = param.make_metavar(error.ctx or click.Context(click.Command("")))
            return name, f"少写了“{name}”。"
        case click.BadOptionUsage(option_name=name):
            return (
                name,
                f"{name} 的写法不对：{'后面不写值' if _flag(error) else '后面要写一个值'}。",
            )
        case click.exceptions.NoArgsIsHelpError():
            return "", "没有写要做什么。"
        case _:
            return "", "多写了内容，或写法不对。"


def _perhaps(near: list[str] | None) -> str:
    return f"，是不是 {near[0]}？" if near else "。"


def _flag(error: click.BadOptionUsage) -> bool:
    params = error.ctx.command.params if error.ctx else []
    return any(
        isinstance(param, click.Option) and param.is_flag and error.option_name in param.opts
        for param in params
    )
