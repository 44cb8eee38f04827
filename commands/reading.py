"""Which reader reads: the options of load and extract that choose one, and what is told of a language model."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click
from click.core import ParameterSource

if TYPE_CHECKING:
    from ..guard import How
    from ..loaders.llm import Reader

Body = TypeVar("Body", bound=Callable[..., None])

_KEY = "LIANTU_LLM_KEY"
_OPTIONS = [
    click.option(
        "--reader",
        "kind",
        type=click.Choice(["builtin", "quick", "llm"]),
        default="builtin",
        metavar="读法",
        help="builtin（缺省）、quick（快而粗）或 llm（文字发给语言模型）",
    ),
    click.option("--llm-url", envvar="LIANTU_LLM_URL", metavar="地址", help="模型服务；或环境变量 LIANTU_LLM_URL"),
    click.option("--llm-model", envvar="LIANTU_LLM_MODEL", metavar="名称", help="模型名；或环境变量 LIANTU_LLM_MODEL"),
    click.option(
        "--llm-timeout", type=click.FloatRange(1, 3600), default=120.0, metavar="秒", help="等一次回答的秒数；缺省 120"
    ),
    click.option("--no-cache", is_flag=True, help="不用也不留语言模型的旧回答"),
]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reader that reads: the best one or the quick one; `model` is the language model that reads beside it."""

    quick: bool = False
    model: "Reader | None" = None

    def how(self, region: str | None = None) -> "How":
        """With the place that documents mean which tell none, by its official name where there is one."""
        from ..guard import How
        from ..schema import full_name

        return How(self.quick, self.model.read if self.model else None, region and (full_name(region) or region))


def with_reader(function: Body) -> Body:
    """Adds the options; the command gets `reader`, a Chosen."""

    @wraps(function)
    def wrapped(
        *args: Any,
        kind: str,
        llm_url: str | None,
        llm_model: str | None,
        llm_timeout: float,
        no_cache: bool,
        **rest: Any,
    ) -> None:
        asked = kind == "llm"
        if not asked:
            _refuse_options_without_use()
        model = _reader(llm_url, llm_model, llm_timeout, no_cache) if asked else None
        function(*args, reader=Chosen(kind == "quick", model), **rest)

    for option in reversed(_OPTIONS):
        option(wrapped)
    return cast(Body, wrapped)


def _refuse_options_without_use() -> None:
    """An address given for a model that is not asked would mislead."""
    ctx = click.get_current_context()
    for name in ("llm_url", "llm_model", "llm_timeout", "no_cache"):
        if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"--{name.replace('_', '-')} 要和 --reader llm 一起用", ctx)


def _reader(url: str | None, model: str | None, timeout: float, no_cache: bool) -> "Reader":
    ctx = click.get_current_context()
    if not url:
        raise click.UsageError("缺少语言模型的地址：用 --llm-url 或环境变量 LIANTU_LLM_URL 指明", ctx)
    if not model:
        raise click.UsageError("缺少模型名：用 --llm-model 或环境变量 LIANTU_LLM_MODEL 指明", ctx)
    from ..loaders.llm import Cache, Endpoint, Reader

    local = Endpoint(url, model, timeout=timeout).local  # a wrong address is told before a key is asked for
    return Reader(Endpoint(url, model, _key(local), timeout), None if no_cache else Cache())


def _key(local: bool) -> str:
    """From the environment, or asked for unseen; a service on this machine seldom wants one."""
    key = os.environ.get(_KEY, "").strip()
    if key or local or not sys.stdin.isatty():
        return key
    asked = click.prompt("密钥（不显示；没有就直接回车）", default="", hide_input=True, show_default=False, err=True)
    return str(asked).strip()


def tell_reader(reader: "Reader | None") -> bool:
    """What the model brought, on standard error. False if it read nothing that it was to read."""
    if reader is None or not reader.tally.windows:
        return True
    tally = reader.tally
    if tally.trouble:
        lost = f"有 {tally.windows - tally.read} 段没有读成" if tally.read else "一段也没有读成"
        sentence = f"语言模型 {reader.model} 共 {tally.windows} 段，{lost}，内置抽取的结果都已保留"
        click.echo(f"{sentence}。{tally.trouble}", err=True)
    if tally.read:
        why = "、".join(f"{reason} {count}" for reason, count in sorted(tally.refused.items()))
        refused = f"，拒绝 {tally.refused.total()} 条（{why}）" if why else ""
        cached = f"，其中 {tally.cached} 段用旧回答" if tally.cached else ""
        sentence = f"语言模型 {reader.model} 读了 {tally.read} 段{cached}，多读出 {tally.added} 条事实{refused}"
        click.echo(f"{sentence}。", err=True)
    return bool(tally.read)
