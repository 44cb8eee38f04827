"""Every way in which a server fails is one Chinese sentence, and none tells the password."""

import socket
from collections.abc import Callable
from pathlib import Path

import neo4j_server
import pytest
from bolt_stub import BoltStub
from graph_facts import story

from liantu.errors import InputError, StoreError
from liantu.graph import open_store
from liantu.graph.contents import Content
from liantu.graph.neo4j_login import Login, login, read_credentials
from liantu.graph.neo4j_store import Neo4jStore

SECRET = "geheim-0815"
AGAIN = "再运行一次同样的命令即可接着来"


def refusal(url: str, database: str = "neo4j", user: str = "neo4j", password: str = SECRET) -> str:
    """What is said when a document is added."""
    item = story("甲")
    with pytest.raises(StoreError) as caught, Neo4jStore(Login(url, user, password, database), retry=0.2) as store:
        store.add(item.document, item.facts)
    said = str(caught.value)
    assert said.startswith(f"{url}：") and said.endswith("。") and "\n" not in said and SECRET not in said
    return said


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        ("auth", "用户名或密码不对"),
        ("rate_limit", "密码错误次数太多，用户暂时被锁定"),
        ("expired", "首次登录要先改密码"),
        ("forbidden", "用户 neo4j 没有这项权限"),
        ("no_database", "服务器上没有数据库 neo4j"),
        ("read_only", "这个数据库只读"),
        ("follower", "这个数据库只读"),
        ("slow", "服务器太慢"),
        ("deadlock", "与别的写入冲突"),
        ("memory", "服务器给一次写入的内存不够"),
        ("offline", "数据库 neo4j 没有启动"),
        ("disk_full", "磁盘可能已满"),
        ("odd", "查询语句无法执行：said by {the} server"),
        ("drop_on_run", AGAIN),
        ("drop_on_pull", AGAIN),
        ("drop_on_commit", AGAIN),
        ("drop_on_login", AGAIN),
        ("http", "这是 Neo4j 的网页端口"),
        ("no_version", "服务器版本太旧，或不是 Neo4j"),
    ],
)
def test_a_server_that_fails(mode: str, said: str) -> None:
    with BoltStub(mode) as stub:
        assert said in refusal(stub.uri)


def test_a_server_that_is_too_old() -> None:
    with BoltStub(agent="Neo4j/4.4.30") as stub:
        assert "服务器版本太旧（Neo4j/4.4.30）。需要 Neo4j 5.26 或更新的版本。" in refusal(stub.uri)


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nothing_listens(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert "连不上服务器，可能没有启动" in refusal(f"{scheme}://127.0.0.1:{port}")


def test_a_host_that_nobody_knows() -> None:
    assert "主机名无法解析" in refusal("bolt://no-such-host.invalid:7687")


@pytest.mark.xdist_group("neo4j")
def test_the_real_server_refuses_in_the_same_words(emptied: Callable[[], Login]) -> None:
    here = emptied()
    tls = here.url.replace("bolt://", "bolt+ssc://")
    assert "加密方式不一致" in refusal(tls)
    assert "服务器上没有数据库 missing" in refusal(here.url, "missing", password=here.password)
    assert "用户名或密码不对" in refusal(here.url, user="nobody")


@pytest.mark.xdist_group("neo4j")
@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("MATCH (n) DETACH DELETE n", "不只是查询"),
        ("CREATE INDEX x FOR (n:X) ON (n.y)", "不只是查询"),
        ("MATCH (n RETURN n", "查询语句无法执行"),
        ("RETURN 1; RETURN 2", "查询语句无法执行"),
        ("RETURN $absent", "参数没有写全"),
        ("CALL apoc.help('x')", "没有这条语句用到的过程"),
        ("", "查询语句无法执行"),
    ],
)
def test_only_reading_statements_run(emptied: Callable[[], Login], statement: str, said: str) -> None:
    with Neo4jStore(emptied()) as store, pytest.raises(StoreError, match=said):
        store.ask(statement)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"neo4j://neo4j:{SECRET}@host", "地址里不能写用户名和密码"),
        ("bolt://host:port", "端口不是数字"),
        ("bolt://host:7474", "网页端口"),
        ("bolt://", "没有主机名"),
    ],
)
def test_addresses_that_cannot_be(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        login(url, {"NEO4J_PASSWORD": SECRET})
    assert SECRET not in str(caught.value)


def test_without_a_password_nothing_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    with pytest.raises(StoreError, match="请设置环境变量 NEO4J_PASSWORD，或用 --credentials 指定文件"):
        open_store("neo4j://host")


def test_the_file_of_aura_says_all(tmp_path: Path) -> None:
    path = tmp_path / "Neo4j.txt"
    path.write_text(f"# Wait 60 seconds\nNEO4J_URI=neo4j+s://x.example\nNEO4J_PASSWORD={SECRET}\nAURA_X=1\n", "utf-8")
    assert read_credentials(path) == {"NEO4J_URI": "neo4j+s://x.example", "NEO4J_PASSWORD": SECRET}
    assert SECRET not in repr(login("neo4j+s://x.example", read_credentials(path)))
    path.write_text("NEO4J_URI=x", "utf-8")
    with pytest.raises(InputError, match="没有 NEO4J_PASSWORD"):
        read_credentials(path)


@pytest.mark.slow
@pytest.mark.xdist_group("neo4j")
def test_a_server_with_little_memory_takes_less_at_a_time(server: neo4j_server.Server) -> None:
    def told(name: str, size: int) -> Content:
        item = story(name, firms=[f"{name}{number}" for number in range(size)])
        return Content(item.document, "", item.facts)

    with neo4j_server.Server(conf="db.memory.transaction.max=32m") as small:
        here = Login(small.uri, "neo4j", small.password, "neo4j")
        with Neo4jStore(here) as store:
            items = [told(name, 600) for name in "甲乙丙丁戊己庚"]
            assert [new for _, new in store.add_all(items)] == [True] * len(items)
            assert store.size() == len(items)
            with pytest.raises(StoreError, match="服务器给一次写入的内存不够"):
                list(store.add_all([told("辛", 20_000)]))
            assert store.size() == len(items)
