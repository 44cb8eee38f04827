"""A scripted Bolt 5.4 server on loopback, for what a real server will not do on demand: it stores nothing, answers just
enough for the official driver to log in and run a transaction, and fails in one chosen way."""

import socket
import struct
import threading
from contextlib import suppress
from types import TracebackType

HELLO, GOODBYE, RESET, RUN, COMMIT, DISCARD, PULL, LOGON = 0x01, 0x02, 0x0F, 0x10, 0x12, 0x2F, 0x3F, 0x6A
SUCCESS, RECORD, IGNORED, FAILURE = 0x70, 0x71, 0x7E, 0x7F

FAILURES = {
    "auth": (LOGON, "ClientError.Security.Unauthorized"),
    "rate_limit": (LOGON, "ClientError.Security.AuthenticationRateLimit"),
    "expired": (RUN, "ClientError.Security.CredentialsExpired"),
    "forbidden": (RUN, "ClientError.Security.Forbidden"),
    "no_database": (RUN, "ClientError.Database.DatabaseNotFound"),
    "read_only": (RUN, "ClientError.General.WriteOnReadOnlyAccessDatabase"),
    "follower": (RUN, "ClientError.Cluster.NotALeader"),
    "slow": (RUN, "ClientError.Transaction.TransactionTimedOutClientConfiguration"),
    "deadlock": (RUN, "TransientError.Transaction.DeadlockDetected"),
    "memory": (RUN, "TransientError.General.MemoryPoolOutOfMemoryError"),
    "offline": (RUN, "TransientError.General.DatabaseUnavailable"),
    "disk_full": (COMMIT, "DatabaseError.Transaction.TransactionCommitFailed"),
    "odd": (RUN, "ClientError.Statement.SyntaxError"),
}
"""Which message it answers with which of Neo4j's codes."""

DROPS = {"drop_on_login": HELLO, "drop_on_run": RUN, "drop_on_pull": PULL, "drop_on_commit": COMMIT}
"""At which message it hangs up."""

Value = str | int | None | list["Value"] | dict[str, "Value"]


def pack(value: Value) -> bytes:
    """A value in PackStream."""
    if value is None:
        return b"\xc0"
    if isinstance(value, int):
        return b"\xcb" + struct.pack(">q", value)
    if isinstance(value, str):
        return b"\xd2" + struct.pack(">I", len(value.encode())) + value.encode()
    if isinstance(value, list):
        return b"\xd6" + struct.pack(">I", len(value)) + b"".join(map(pack, value))
    return b"\xda" + struct.pack(">I", len(value)) + b"".join(pack(key) + pack(one) for key, one in value.items())


class BoltStub:
    """A context manager; `mode` is ok, a key of FAILURES or DROPS, http, or no_version."""

    def __init__(self, mode: str = "ok", agent: str = "Neo4j/5.26.29") -> None:
        self._mode, self._agent = mode, agent
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.uri = f"bolt://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "BoltStub":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with connection, suppress(OSError, EOFError):
            self._talk(connection)

    def _talk(self, connection: socket.socket) -> None:
        _read(connection, 20)
        if self._mode == "http":
            return connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
        if self._mode == "no_version":
            return connection.sendall(bytes(4))
        connection.sendall(b"\0\0\x04\x05")
        failed = False
        while (tag := _message(connection)) not in (GOODBYE, DROPS.get(self._mode)):
            where, code = FAILURES.get(self._mode, (None, ""))
            failed = tag != RESET and (failed or tag == where)
            if tag == where:
                _send(connection, FAILURE, {"code": f"Neo.{code}", "message": "said by {the} server"})
            elif failed:
                _send(connection, IGNORED)
            else:
                self._answer(connection, tag)

    def _answer(self, connection: socket.socket, tag: int) -> None:
        if tag == PULL:
            _send(connection, RECORD, [1])
        answers: dict[int, dict[str, Value]] = {
            HELLO: {"server": self._agent, "connection_id": "stub", "hints": {}},
            RUN: {"fields": ["n"], "t_first": 0},
            PULL: {"t_last": 0, "type": "r", "db": "neo4j"},
            DISCARD: {"t_last": 0, "type": "r", "db": "neo4j"},
            COMMIT: {"bookmark": "stub"},
        }
        _send(connection, SUCCESS, answers.get(tag, {}))


def _read(connection: socket.socket, size: int) -> bytes:
    data = b""
    while len(data) < size:
        got = connection.recv(size - len(data))
        if not got:
            raise EOFError
        data += got
    return data


def _message(connection: socket.socket) -> int:
    """The tag of the next message; its fields are not read."""
    body = b""
    while True:
        size = int.from_bytes(_read(connection, 2), "big")
        if not size and body:
            return body[1]
        body += _read(connection, size)


def _send(connection: socket.socket, tag: int, *fields: Value) -> None:
    body = bytes([0xB0 + len(fields), tag]) + b"".join(map(pack, fields))
    connection.sendall(len(body).to_bytes(2, "big") + body + b"\0\0")
