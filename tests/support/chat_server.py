"""A chat endpoint on loopback that does what a script says, request by request, and remembers what it was asked."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any


@dataclass(frozen=True)
class Act:
    """What the server does with one request. `content` is the model's text, `raw` a whole body in its place.

    `delay` seconds pass before the reply; with `drip` they pass before each byte. `cut` bytes are sent of the body,
    and then the connection is closed.
    """

    content: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    raw: bytes | None = None
    delay: float = 0.0
    drip: bool = False
    cut: int | None = None

    def body(self) -> bytes:
        if self.raw is not None:
            return self.raw
        message = {"role": "assistant", "content": self.content}
        return json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message}]}).encode()


Script = Callable[[dict[str, Any]], Act]
"""A request's JSON → what to do with it."""


@dataclass
class Chat:
    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    most_at_once: int = 0  # received and not yet replied to


@contextmanager
def chat(*acts: Act | Script) -> Iterator[Chat]:
    """A server that does `acts` in turn and the last one for ever after."""
    lock = Lock()
    under_way = 0

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            nonlocal under_way
            asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
            with lock:
                act = acts[min(len(seen.asked), len(acts) - 1)]
                seen.asked.append(asked)
                seen.keys.append(self.headers["authorization"])
                seen.paths.append(self.path)
                under_way += 1
                seen.most_at_once = max(seen.most_at_once, under_way)
            done = act if isinstance(act, Act) else act(asked)
            time.sleep(0 if done.drip else done.delay)
            with lock:
                under_way -= 1
            _reply(self, done)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        seen = Chat(f"http://127.0.0.1:{server.server_port}/v1")
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        try:
            yield seen
        finally:
            server.shutdown()


def _reply(handler: BaseHTTPRequestHandler, act: Act) -> None:
    body = act.body()
    try:
        handler.send_response(act.status)
        for name, value in act.headers:
            handler.send_header(name, value)
        handler.send_header("content-length", str(len(body)))
        handler.end_headers()
        for byte in body if act.drip else []:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(act.delay)
        if not act.drip:
            handler.wfile.write(body[: act.cut])
    except OSError:  # the client has gone
        pass
    handler.close_connection = True


def dead() -> str:
    """The URL of a server that is not there."""
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        return f"http://127.0.0.1:{server.server_port}/v1"


def facts(*rows: dict[str, object]) -> str:
    """An answer as a well-behaved model writes it."""
    return json.dumps({"facts": rows}, ensure_ascii=False)
