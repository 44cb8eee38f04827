"""One question to an OpenAI-compatible chat endpoint, one answer as text; what goes wrong is one Chinese sentence.

The protocol is POST {url}/chat/completions, as vLLM, Ollama, llama.cpp and the hosted services speak it. Bodies of
failed replies are never shown: a service may repeat the key in them.
"""

import asyncio
import json
import math
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any

from ...errors import LiantuError, ReaderError

try:
    import httpx
except ImportError as error:
    raise ReaderError("没有安装语言模型抽取所需的组件", todo='请运行 pip install "liantu[llm]"') from error

WAITS = (0.5, 1.0, 2.0, 4.0)
"""Seconds before each further attempt, where the service names none."""

LONGEST_WAIT = 60.0
"""Seconds; a service that wants more (Retry-After) is not waited for."""

LARGEST = 4 << 20
"""Bytes of a reply that are read; a window has some 1,500 characters, so more is no answer to it."""

_CONNECTING = httpx.Timeout(None, connect=10.0)  # the whole of a reply is bounded by Endpoint.timeout

_FATAL = {
    401: ("密钥不对", "请核对环境变量 LIANTU_LLM_KEY"),
    402: ("余额不足", "请到服务商处充值，或换一个服务"),
    403: ("没有权限", "请核对环境变量 LIANTU_LLM_KEY 和模型名"),
    404: ("没有这个地址或模型", "请核对地址（通常以 /v1 结尾）和模型名"),
}
_TODO = "请核对地址，确认服务在运行"


class Unanswered(LiantuError):
    """This question got no answer; the next one may."""


class _Busy(Exception):
    """Worth another attempt, not before `after` seconds."""

    def __init__(self, what: str, after: float = 0.0) -> None:
        self.what, self.after = what, after


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A service and the model asked of it. `url` ends before /chat/completions; `timeout` is seconds for one reply.

    Raises ReaderError where the parts cannot be used; the key is in no message.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    timeout: float = 120.0

    def __post_init__(self) -> None:
        try:
            url = httpx.URL(self.url)
        except httpx.InvalidURL:  # its message repeats the address, and what somebody put into it
            raise ReaderError("语言模型的地址写得不对", todo="应当像 http://127.0.0.1:8000/v1") from None
        if url.scheme not in ("http", "https") or not url.host:
            raise ReaderError("语言模型的地址写得不对", todo="应当像 http://127.0.0.1:8000/v1")
        if url.userinfo or url.query or url.fragment:
            raise ReaderError(
                "语言模型的地址里不能带密码或参数", todo="地址写到 /v1 为止，密钥放进环境变量 LIANTU_LLM_KEY"
            )
        if not (self.key.isascii() and self.key.isprintable()):
            raise ReaderError("密钥里有不能用的字符", todo="请重新复制一次，放进环境变量 LIANTU_LLM_KEY")
        if not self.model.strip() or not self.model.isprintable():
            raise ReaderError("模型名写得不对", todo="请核对 --llm-model 或环境变量 LIANTU_LLM_MODEL")

    @property
    def local(self) -> bool:
        """Whether the text stays on this machine."""
        return httpx.URL(self.url).host in ("localhost", "127.0.0.1", "::1")


class Client:
    """Asks an endpoint, again where that may help. Use as an async context manager."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._shape = 0  # how plain a request must be for this service to take it: index into _shapes
        headers = {"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        # A proxy of the office is for the world outside; through it a local service would be neither found nor private.
        try:
            self._http = httpx.AsyncClient(headers=headers, timeout=_CONNECTING, trust_env=not endpoint.local)
        except (ValueError, ImportError) as error:
            raise ReaderError("代理设置用不了", todo="请核对环境变量 HTTPS_PROXY 和 ALL_PROXY") from error

    async def __aenter__(self) -> "Client":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._http.aclose()

    async def ask(self, system: str, user: str, schema: dict[str, object]) -> str:
        """The answer's text. Raises Unanswered if this question got none, ReaderError if none ever will."""
        messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        for wait in (*WAITS, None):
            try:
                return await self._once(messages, schema)
            except _Busy as busy:
                if wait is None or busy.after > LONGEST_WAIT:
                    raise self._unanswered(busy.what) from None
                await asyncio.sleep(max(wait, busy.after))
        raise AssertionError("the last attempt returns or raises")

    async def _once(self, messages: list[dict[str, str]], schema: dict[str, object]) -> str:
        """One attempt. A service that refuses the schema is asked without it, and from then on at once."""
        shapes = _shapes(schema)
        for number in range(self._shape, len(shapes)):
            body = {"model": self._endpoint.model, "messages": messages, **shapes[number]}
            status, after, reply = await self._post(body)
            if status not in (400, 422):
                answer = self._judge(status, after, reply)
                self._shape = number
                return answer
        raise self._unanswered(f"服务不接受这段文字（{status}）")

    async def _post(self, body: dict[str, object]) -> tuple[int, float, bytes]:
        """Status, seconds of Retry-After, body. `timeout` bounds the whole of it, however slowly it drips."""
        reply = bytearray()
        url = self._endpoint.url.rstrip("/") + "/chat/completions"
        try:
            async with (
                asyncio.timeout(self._endpoint.timeout),
                self._http.stream("POST", url, json=body) as response,
            ):
                async for piece in response.aiter_bytes():
                    reply += piece
                    if len(reply) > LARGEST:
                        raise self._unanswered("回答太长")
                return response.status_code, _seconds(response.headers.get("retry-after")), bytes(reply)
        except TimeoutError:
            raise self._unanswered(f"{self._endpoint.timeout:g} 秒内没有答完") from None
        except (httpx.ConnectError, httpx.ConnectTimeout):
            raise _Busy("连接不上") from None
        except httpx.HTTPError:
            raise _Busy("连接中断，回答不完整") from None

    def _judge(self, status: int, after: float, reply: bytes) -> str:
        if status in _FATAL:
            what, todo = _FATAL[status]
            raise ReaderError(f"{what}（{status}）", where=self._endpoint.url, todo=todo)
        if status in (408, 429) or status >= 500:
            raise _Busy(f"服务太忙（{status}）" if status == 429 else f"服务出错（{status}）", after)
        if status != 200:
            raise ReaderError(f"不是语言模型服务的回应（{status}）", where=self._endpoint.url, todo=_TODO)
        text = _content(reply)
        if text is None:
            raise _Busy("回应不完整，或不是语言模型服务的回应")
        if self._endpoint.key and self._endpoint.key in text:
            raise self._unanswered("回答里出现了密钥，不能用")
        return text

    def _unanswered(self, what: str) -> Unanswered:
        return Unanswered(what, where=self._endpoint.url, todo=_TODO)


def _shapes(schema: dict[str, object]) -> list[dict[str, object]]:
    """What a request holds besides model and messages, from the strictest to what every service takes."""
    form = {"type": "json_schema", "json_schema": {"name": "facts", "strict": True, "schema": schema}}
    return [{"temperature": 0, "response_format": form}, {"temperature": 0}, {}]


def _content(reply: bytes) -> str | None:
    try:
        data: Any = json.loads(reply)
        text = data["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError):
        return None
    return text if isinstance(text, str) else None


def _seconds(header: str | None) -> float:
    """Retry-After in seconds, given as a number or as a date; 0 where there is none."""
    if header is None:
        return 0.0
    try:
        wait = float(header)
    except ValueError:
        try:
            date = parsedate_to_datetime(header)
        except ValueError:
            return 0.0
        wait = (date.replace(tzinfo=date.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return max(0.0, wait) if math.isfinite(wait) else 0.0
