"""load and extract with a language model, as a user calls them: what is said, what is kept, what is never shown."""

import json
from pathlib import Path

import pytest
from chat_server import Act, chat, dead, facts
from click.testing import CliRunner, Result

from liantu.cli import cli
from liantu.graph import open_store

KEY = "sk-never-shown-0123456789"
LINE = "谐波减速器？明川精密的老周笑了：闭着眼睛也做得出来。"
FACT: dict[str, object] = {"block": 1, "quote": LINE, "subject": "明川精密", "subject_type": "Enterprise"}
FACT |= {"predicate": "MAKES", "object": "谐波减速器", "object_type": "Link", "role": None, "confidence": 0.7}


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of kept answers; the key is set, and no time passes between attempts."""

    async def pause(_: float) -> None:
        return None

    monkeypatch.setattr("asyncio.sleep", pause)
    monkeypatch.setattr("platformdirs.user_cache_dir", lambda *_, **__: str(tmp_path / "cache"))
    monkeypatch.setenv("LIANTU_LLM_KEY", KEY)
    monkeypatch.setenv("LIANTU_LLM_MODEL", "小模型")
    return tmp_path / "cache"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "规划.txt"
    path.write_text(f"云溪市智能装备产业链提升方案\n{LINE}\n形成“棒材—轴承—减速器”产业链条。\n", "utf-8")
    return path


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert KEY not in result.output and ("Traceback" not in result.output or "--debug" in words)
    return result


def rules(lines: str) -> set[str]:
    return {json.loads(line)["rule"] for line in lines.splitlines()}


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_extract_asks_only_when_told_to(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with chat(Act(facts(FACT))) as server:
        monkeypatch.setenv("LIANTU_LLM_URL", server.url)
        alone = run("extract", plan)
        both = run("extract", plan, "--reader", "llm")
    assert alone.exit_code == both.exit_code == 0 and len(server.asked) == 1
    assert rules(both.stdout) - rules(alone.stdout) == {"llm:小模型"}
    assert set(alone.stdout.splitlines()) < set(both.stdout.splitlines())
    assert alone.stderr == ""
    assert both.stderr == "语言模型 小模型 读了 1 段，多读出 1 条事实。\n"


def test_load_stores_what_the_model_adds_and_keeps_its_answers(plan: Path, kept: Path, tmp_path: Path) -> None:
    words = ("load", plan, "--reader", "llm")
    with chat(Act(facts(FACT, {**FACT, "quote": "谐波减速器世界第一"}))) as server:
        first = run(*words, "--llm-url", server.url, "--store", tmp_path / "a.db")
        second = run(*words, "--llm-url", server.url, "--store", tmp_path / "b.db")
        third = run(*words, "--llm-url", server.url, "--store", tmp_path / "c.db", "--no-cache")
        assert len(server.asked) == 2
        again = run(*words, "--llm-url", server.url, "--store", tmp_path / "a.db")
        assert len(server.asked) == 2
    assert [one.exit_code for one in (first, second, third, again)] == [0, 0, 0, 0]
    assert "多读出 1 条事实，拒绝 1 条（引文不在原文 1）" in first.stderr
    assert "其中 1 段用旧回答" in second.stderr
    assert "已有的文件没有再用语言模型读" in again.stderr
    contents = []
    for name in "abc":
        with open_store(tmp_path / f"{name}.db") as store:
            contents.append(store.ask("SELECT quote, rule, confidence FROM fact ORDER BY id"))
    assert contents[0] == contents[1] == contents[2]
    assert {"quote": LINE, "rule": "llm:小模型", "confidence": 0.7} in contents[0]
    assert len(list(kept.rglob("*.json"))) == 1 and KEY.encode() not in everything(tmp_path)


@pytest.mark.parametrize("command", ["load", "extract"])
def test_a_dead_service_is_one_sentence_and_the_built_in_facts_stay(
    command: str, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIANTU_STORE", str(tmp_path / "x.db"))
    result = run(command, plan, "--reader", "llm", "--llm-url", dead())
    assert result.exit_code == 1
    assert "一段也没有读成，内置抽取的结果都已保留" in result.stderr and "连接不上" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "新载入" in result.stdout or rules(result.stdout)


def test_a_key_that_the_service_repeats_is_shown_and_kept_nowhere(plan: Path, kept: Path, tmp_path: Path) -> None:
    echo = Act(facts({**FACT, "subject": KEY}), headers=(("X-Key", KEY),))
    for act in (Act(status=401, raw=KEY.encode()), Act(status=500, raw=KEY.encode()), echo):
        with chat(act) as server:
            words = ("load", plan, "--reader", "llm", "--llm-url", server.url, "--store", tmp_path / "k.db", "--debug")
            run(*words)
            assert server.keys[0] == f"Bearer {KEY}"
        run("unload", plan.name, "--store", tmp_path / "k.db")
    assert not kept.exists() and KEY.encode() not in everything(tmp_path)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--reader", "llm"], "缺少语言模型的地址：用 --llm-url 或环境变量 LIANTU_LLM_URL 指明"),
        (["--reader", "gpt"], "--reader 只能是：builtin、quick、llm"),
        (["--llm-url", "http://x/v1"], "--llm-url 要和 --reader llm 一起用"),
        (["--no-cache"], "--no-cache 要和 --reader llm 一起用"),
    ],
)
def test_wrong_usage(words: list[str], sentence: str, plan: Path) -> None:
    result = run("extract", plan, *words)
    assert result.exit_code == 2 and result.stderr == f"{sentence}。用法见 liantu extract --help。\n"


def test_an_address_with_a_key_in_it_is_refused_without_showing_it(plan: Path) -> None:
    result = run("extract", plan, "--reader", "llm", "--llm-url", f"http://u:{KEY}@x/v1", "--debug")
    assert result.exit_code == 1 and "不能带密码或参数" in result.stderr


def test_help_and_the_built_in_reader_need_no_extra(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("liantu.loaders.llm")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "httpx", None)  # as if it were not installed
    assert run("extract", plan).exit_code == 0
    result = run("extract", plan, "--reader", "llm", "--llm-url", "http://x/v1")
    assert result.exit_code == 1 and 'pip install "liantu[llm]"' in result.stderr
