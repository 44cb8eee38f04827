"""What the driver and the server complain about, as one Chinese sentence each. No message ever holds a password."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from socket import gaierror

from neo4j.exceptions import (
    ConfigurationError,
    GqlError,
    IncompleteCommit,
    Neo4jError,
    UnsupportedServerProduct,
    WriteServiceUnavailable,
)

from ..errors import StoreError
from .neo4j_login import Login

OLDEST = (5, 26)
"""The oldest server whose Cypher the statements keep to: the long-term support release."""

AGAIN = "再运行一次同样的命令即可接着来，已载入的文件不会重复"
_READ_ONLY = ("这个数据库只读，不能写入", "集群请用 neo4j:// 开头的地址，单机请检查服务器设置")
_OFFLINE = ("数据库 {database} 没有启动，或正在启动", "稍等再试，或请管理员启动它")
_MEMORY = ("服务器给一次写入的内存不够", "请管理员调大 dbms.memory.transaction.total.max，或把大文件分开载入")
_SLOW = ("服务器太慢，超过了限定的时间", "等服务器空闲再试，或缩小查询范围")
_DISK = ("服务器没能写入，磁盘可能已满", f"请管理员检查磁盘空间和服务器的 debug.log；{AGAIN}")
_LOST = ("与服务器的连接中断，最后一份文件可能没有写入", AGAIN)

_CODES = {
    "Security.Unauthorized": ("用户名或密码不对", "请核对 NEO4J_USERNAME 和 NEO4J_PASSWORD"),
    "Security.AuthenticationRateLimit": ("密码错误次数太多，用户暂时被锁定", "等几秒，核对密码后再试一次"),
    "Security.CredentialsExpired": ("首次登录要先改密码", "请在 Neo4j Browser 里改好密码再试"),
    "Security.TokenExpired": ("登录已过期", "请更新 NEO4J_PASSWORD 后再试"),
    "Security.Forbidden": ("用户 {user} 没有这项权限", "请管理员授权，或换一个用户"),
    "Database.DatabaseNotFound": ("服务器上没有数据库 {database}", "请核对 NEO4J_DATABASE"),
    "General.DatabaseUnavailable": _OFFLINE,
    "Database.DatabaseUnavailable": _OFFLINE,
    "General.WriteOnReadOnlyAccessDatabase": _READ_ONLY,
    "General.ForbiddenOnReadOnlyDatabase": _READ_ONLY,
    "Cluster.NotALeader": _READ_ONLY,
    "Statement.AccessMode": ("这条语句不只是查询，没有执行", "只能运行读取的语句"),
    "Procedure.ProcedureNotFound": ("服务器没有这条语句用到的过程", "请去掉需要插件的部分，例如 apoc"),
    "Statement.ParameterMissing": ("查询语句的参数没有写全", "请用 -p 名=值 给出语句里每个 $名"),
    "Transaction.DeadlockDetected": ("与别的写入冲突", "稍后再运行一次，已载入的文件不会重复"),
    "General.MemoryPoolOutOfMemoryError": _MEMORY,
    "General.OutOfMemoryError": _MEMORY,
    "General.TransactionOutOfMemoryError": _MEMORY,
    "Transaction.TransactionTimedOut": _SLOW,
    "Transaction.TransactionTimedOutClientConfiguration": _SLOW,
    "Transaction.LockClientStopped": _SLOW,
    "Transaction.TransactionCommitFailed": _DISK,
    "Transaction.TransactionLogError": _DISK,
    "General.StorageDamageDetected": _DISK,
}
"""What Neo4j's codes (without Neo.XError.) mean to the user, and what to do."""


class Full(Exception):
    """The server gives a transaction no more memory. The driver would try the same again and again, in vain."""


@contextmanager
def unrepeated() -> Iterator[None]:
    """Inside a managed transaction: what need not be tried again is no exception of the driver's."""
    try:
        yield
    except Neo4jError as error:
        if _CODES.get(_code(error)) is _MEMORY:
            raise Full from error
        raise


def is_full(error: StoreError) -> bool:
    """Was it the memory of one transaction that did not suffice? The server may notice it only when it commits."""
    cause = error.__cause__
    return isinstance(cause, Full) or (isinstance(cause, Neo4jError) and _CODES.get(_code(cause)) is _MEMORY)


@contextmanager
def saying(login: Login) -> Iterator[None]:
    """The driver's exceptions as StoreError."""
    try:
        yield
    except Full as error:
        raise _error(login, *_MEMORY) from error
    except ExceptionGroup as error:  # every address of a server that has several was tried in vain
        raise _error(login, *_unreachable(error)) from error
    except Neo4jError as error:
        raise _error(login, *_refused(error)) from error
    except GqlError as error:
        raise _error(login, *_unreachable(error)) from error


def too_old(login: Login, agent: str) -> StoreError:
    least = ".".join(map(str, OLDEST))
    return _error(login, f"服务器版本太旧（{agent}）", f"需要 Neo4j {least} 或更新的版本")


def _error(login: Login, what: str, todo: str) -> StoreError:
    # No str.format: a server's sentence may hold braces of its own.
    named = what.replace("{user}", login.user).replace("{database}", login.database)
    return StoreError(named, where=login.url, todo=todo)


def _refused(error: Neo4jError) -> tuple[str, str]:
    """What the server answered."""
    code = error.code or ""
    known = _CODES.get(_code(error))
    if known:
        return known
    said = _first_line(error.message or "")
    if code.startswith("Neo.ClientError.Statement"):
        return f"查询语句无法执行：{said}", "请核对语句"
    return f"服务器报错（{code.rsplit('.', 1)[-1]}）：{said}", "请管理员查看服务器的 debug.log"


def _code(error: Neo4jError) -> str:
    return (error.code or "").split(".", 2)[-1]


def _unreachable(error: BaseException) -> tuple[str, str]:
    """Why the server could not be talked to, by the causes of the exception."""
    if isinstance(error, IncompleteCommit):
        return _LOST
    if isinstance(error, WriteServiceUnavailable):
        return _READ_ONLY
    if isinstance(error, UnsupportedServerProduct):
        return "服务器版本太旧，或不是 Neo4j", f"需要 Neo4j {'.'.join(map(str, OLDEST))} 或更新的版本"
    if isinstance(error, ConfigurationError):
        return f"地址不对：{_first_line(str(error))}", "例如 neo4j://localhost:7687"
    causes = list(_causes(error))
    said = " ".join(map(str, causes))
    if any(isinstance(one, gaierror) for one in causes):
        return "找不到这台服务器：主机名无法解析", "请核对地址"
    if "looks like HTTP" in said:
        return "这是 Neo4j 的网页端口", "请用 Bolt 端口，一般是 7687"
    if any(isinstance(one, ssl.SSLError) or type(one).__name__.startswith("BoltSecurity") for one in causes):
        return "加密方式不一致", "服务器没有启用 TLS 时用 bolt:// 或 neo4j://，启用了则用 bolt+s:// 或 neo4j+s://"
    if any(isinstance(one, ConnectionRefusedError) for one in causes) or "refused" in said:
        return "连不上服务器，可能没有启动", "请启动 Neo4j，或核对主机和端口（Bolt 一般是 7687）"
    if "Failed to read four byte" in said:
        return "那里有程序在听，但不是 Neo4j 的 Bolt 服务，或它没有及时回答", "请核对主机和端口（Bolt 一般是 7687）"
    if "timed out" in said or "deadline" in said.lower() or any(isinstance(one, TimeoutError) for one in causes):
        return "服务器没有及时回答", "请核对主机和端口，确认那里是 Neo4j 的 Bolt 端口，再试"
    if "routing" in said:
        return "服务器不提供路由", "单机请用 bolt:// 开头的地址"
    return _LOST


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The exception, what it came from, and the members of groups."""
    seen: set[int] = set()
    todo: list[BaseException | None] = [error]
    while todo:
        one = todo.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            todo += [one.__cause__, one.__context__, *(one.exceptions if isinstance(one, BaseExceptionGroup) else ())]


def _first_line(text: str) -> str:
    lines = text.splitlines()
    return lines[0].rstrip("。. ") if lines else "没有说明"
