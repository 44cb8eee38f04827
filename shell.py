"""click in Chinese: help, complaints, kinds of values, and every error as one sentence with an exit code."""

import io
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from .errors import LiantuError
from .reports.cells import cells, padded

if TYPE_CHECKING:
    from .queries.answers import State

_INTERRUPTED = 130
DEBUG = "--debug"


class Command(click.Command):
    """A command whose help and complaints are Chinese. `example` is shown at the end of its help."""

    def __init__(self, *args: Any, example: str = "", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.example = example
        self.options_metavar = "[选项]"
        # click's own complaint about what is left over is English; invoke() says it in Chinese.
        self.allow_extra_args = True

    def invoke(self, ctx: click.Context) -> Any:
        if ctx.args and not isinstance(self, click.Group):
            raise click.UsageError(f"多余的参数：{' '.join(ctx.args)}", ctx)
        return super().invoke(ctx)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = "显示帮助"
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="用法：")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = (param.get_help_record(ctx) for param in self.get_params(ctx))
        # without what click adds: [1<=x<=3]
        plain = [(names, what.partition("  [")[0]) for names, what in filter(None, records)]
        _section(formatter, "选项", plain)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        _section(formatter, "例", [(line, "") for line in self.example.splitlines()])


class Root(Command, click.Group):
    """All commands, each imported when it is needed from its place in `homes` (module:name).

    `main` turns every error into one Chinese sentence and an exit code.
    """

    command_class = Command

    def __init__(self, *args: Any, homes: Mapping[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.subcommand_metavar = "命令 [参数]..."
        self._homes = homes

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of work: load first, then ask."""
        return list(self._homes)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.commands and cmd_name in self._homes:
            module, _, name = self._homes[cmd_name].partition(":")
            self.add_command(getattr(import_module(module), name))
        return super().get_command(ctx, cmd_name)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        known = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
        _section(formatter, "命令", [(name, body.get_short_help_str(60)) for name, body in known if body])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in self._homes:
            raise click.UsageError(f"没有命令 {args[0]}{_near(args[0], self._homes)}", ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click would exit with 1
            return _unread()

    def main(self, args: Sequence[str] | None = None, prog_name: str | None = None, *_: Any, **__: Any) -> Any:
        """Run and exit: 0 done, 1 a LiantuError or failed files, 2 wrong usage, 130 interrupted."""
        words = list(sys.argv[1:] if args is None else args)
        _speak_utf8()
        try:
            code = super().main(words, prog_name, standalone_mode=False)
            sys.stdout.flush()
        except BrokenPipeError:
            code = _unread()
        except click.UsageError as error:
            code = _complain(_usage(error), 2, words)
        except (click.Abort, KeyboardInterrupt):
            code = _complain("已中断", _INTERRUPTED, words)
        except LiantuError as error:
            code = _complain(str(error), 1, words)
        except OSError as error:
            code = _complain(f"读写时出错：{error.strerror or error}。请检查磁盘空间和权限。", 1, words)
        except Exception as error:  # the last line of defence: what nobody foresaw still ends in one sentence
            what = f"程序意外出错（{type(error).__name__}）。请加上 {DEBUG} 再运行一次，把显示的内容发给维护者。"
            code = _complain(what, 1, words)
        sys.exit(code if isinstance(code, int) else 0)


def _unread() -> int:
    """Whoever read our output has seen enough (| head); closing stdout must not complain either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _section(formatter: click.HelpFormatter, title: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Two columns that align; click measures characters, and a Chinese one takes two cells."""
    widest = max((cells(left) for left, _ in pairs), default=0)
    formatter.write(f"\n{title}：\n")
    for left, right in pairs:
        formatter.write(f"  {padded(left, widest)}  {right}".rstrip() + "\n")


def _complain(sentence: str, code: int, words: Sequence[str]) -> int:
    if DEBUG in words:
        import traceback

        traceback.print_exc()
    click.echo(sentence, err=True)
    return code


def _usage(error: click.UsageError) -> str:
    """What was wrong with the words on the command line, in Chinese."""
    param = error.param if isinstance(error, click.BadParameter) else None
    if isinstance(error, click.MissingParameter) and param is not None:
        what = f"缺少参数 {param.make_metavar(error.ctx) if error.ctx else param.name}"
    elif isinstance(error, click.NoSuchOption):
        names = [name for p in (error.ctx.command.params if error.ctx else ()) for name in p.opts]
        first = error.ctx is not None and isinstance(error.ctx.command, Root)
        what = f"没有选项 {error.option_name}{'：选项要写在命令之后' if first else _near(error.option_name, names)}"
    elif isinstance(error, click.BadOptionUsage):
        what = f"选项 {error.option_name} 的用法不对：后面要跟一个值"
    elif param is not None and isinstance(param.type, click.Choice):
        what = f"{param.opts[0]} 只能是：{'、'.join(str(choice) for choice in param.type.choices)}"
    elif param is not None and isinstance(param.type, (click.types.IntParamType, click.types.FloatParamType)):
        what = f"{param.opts[0]} 要写成{_number(param.type)}"
    else:
        what = error.message
    path = error.ctx.command_path if error.ctx else "liantu"
    return f"{what}。用法见 {path} --help。"


def _number(kind: click.types.IntParamType | click.types.FloatParamType) -> str:
    """Which numbers an option takes."""
    noun = "整数" if isinstance(kind, click.types.IntParamType) else "数"
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    if least is not None and most is not None:
        return f" {least} 到 {most} 之间的{noun}"
    if least is not None:
        return f"不小于 {least} 的{noun}"
    return noun if most is None else f"不大于 {most} 的{noun}"


def _near(word: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, sorted(names), n=3, cutoff=0.65)
    return f"，是不是要用：{'、'.join(near)}" if near else ""


def _speak_utf8() -> None:
    """UTF-8 on both streams, also in a pipe under a GBK locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def state_of(ctx: click.Context, param: click.Parameter, value: str | None) -> "State | None":
    """缺, missing or a word that people use for it (缺失); a callback of an option."""
    from .queries.answers import State
    from .schema.shipped import shipped

    if value is None:
        return None
    words = {word: state for state in State for word in (state.value, state.name.lower())}
    words |= {word: State(name) for name, used in shipped("queries", "states.yaml").items() for word in used}
    found = words.get(value.strip().lower())
    if found is None:
        known = f"{'、'.join(State)}（或 missing 等英文名）"
        raise click.BadParameter(f"没有状态 {value}{_near(value, words)}，可用：{known}", ctx, param)
    return found


def pairs_of(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str | int]:
    """name=value of each; a whole number becomes one. A callback of an option."""
    pairs: dict[str, str | int] = {}
    for pair in values:
        name, sign, text = pair.partition("=")
        if not name or not sign:
            raise click.BadParameter(f"参数 {pair} 要写成 名=值", ctx, param)
        whole = text.isascii() and text.removeprefix("-").isdecimal()
        pairs[name] = int(text) if whole else text
    return pairs


def day_of(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """2026-03-01 or 2026年3月1日 as YYYY-MM-DD; a callback of an option."""
    from .schema import clean_date

    if value is None:
        return None
    day = clean_date(value)
    if day is None or len(day) != len("2026-03-01"):
        raise click.BadParameter(f"日期 {value} 要写成 2026-03-01", ctx, param)
    return day
