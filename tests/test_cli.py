"""Every command as a user types it: help, answers, files, errors in one sentence."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
import pytest
from all_commands import all_commands
from answer_rows import SENTENCE
from click.testing import CliRunner, Result

from liantu.cli import cli
from liantu.graph import open_store
from liantu.queries.answers import State
from liantu.reports.states import LOOKS
from liantu.schema import Document, Evidence, Fact, Part, Place, Status
from liantu.schema.shipped import shipped
from liantu.shell import Command

COMMANDS = all_commands()
PLAN = "云溪市规划.txt"


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


def said(*words: str | Path) -> str:
    """What a successful command prints."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(code: int, *words: str | Path) -> str:
    """The one line that a failing command says."""
    result = run(*words)
    assert result.exit_code == code, result.output
    assert result.stdout == "" and "Traceback" not in result.stderr
    assert len(result.stderr.splitlines()) == 1, result.stderr
    return result.stderr


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Path]:
    """A small real store: one chain, a missing link, a leader that makes another."""
    path = tmp_path / "云溪.db"
    part = Part(0, "云溪市产业集群发展规划", "云溪市人民政府", "2026-03", Status.FINAL, "云溪市")
    document = Document("0123456789abcdef", "0123456789abcdef" * 4, PLAN, SENTENCE, (part,), ())
    proof = Evidence(document.id, SENTENCE, Place(("二、重点方向",), 0, 3, 0, len(SENTENCE)))
    group = ("智能装备产业链", "Chain")
    firm = ("明川精密", "Enterprise")
    said_ = [
        Fact(*group, "SEEKS", "谐波减速器", "Link", proof, "缺失"),
        Fact(*group, "FOCUSES_ON", "伺服电机", "Link", proof),
        Fact(*firm, "LEADS", *group, proof, "链主"),
        Fact(*firm, "MAKES", "伺服电机", "Link", proof),
        Fact(*firm, "LOCATED_IN", "青岚区", "Region", proof),
        Fact("青岚区", "Region", "DEVELOPS", "智能装备", "Industry", proof),
        Fact("恒岳钢铁", "Enterprise", "SUPPLIES", *firm, proof),
    ]
    with open_store(path) as graph:
        graph.add(document, said_)
    yield path


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_help_and_every_command_an_example(name: str) -> None:
    command = COMMANDS[name]
    assert isinstance(command, Command)
    assert command.help and command.example.startswith(f"liantu {name}")
    assert [p.name for p in command.params if isinstance(p, click.Option) and not p.help] == []
    shown = said(name, "--help")
    assert command.example.splitlines()[0] in shown
    assert not any(word in shown for word in ("Usage", "Options", "Show this", "default"))


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_fits_80_cells(name: str | None) -> None:
    lines = said(*([name] if name else []), "--help").splitlines()
    assert max(sum(2 if ord(letter) > 0x2E80 else 1 for letter in line) for line in lines) <= 80


def test_liantu_alone_shows_help() -> None:
    assert said() == said("--help")
    assert said("--version").startswith("链图 liantu 0.")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["gap"], "没有命令 gap，是不是要用：gaps。用法见 liantu --help。"),
        (["gaps", "--regoin", "x"], "没有选项 --regoin，是不是要用：--region。用法见 liantu gaps --help。"),
        (["--store", "x.db", "gaps"], "没有选项 --store：选项要写在命令之后。用法见 liantu --help。"),
        (["load"], "缺少参数 文件或文件夹...。用法见 liantu load --help。"),
        (["gaps", "--chain"], "选项 --chain 的用法不对：后面要跟一个值。用法见 liantu --help。"),
        (["documents", "x"], "多余的参数：x。用法见 liantu documents --help。"),
        (["extract", "--format", "xml", "x"], "--format 只能是：jsonl。用法见 liantu extract --help。"),
        (["targets", "--gap", "0"], "--gap 要写成不小于 1 的整数。用法见 liantu targets --help。"),
        (["targets", "--gap", "一"], "--gap 要写成不小于 1 的整数。用法见 liantu targets --help。"),
        (["network", "x", "--hops", "9"], "--hops 要写成 1 到 3 之间的整数。用法见 liantu network --help。"),
        (["goals", "--year", "明年"], "--year 要写成整数。用法见 liantu goals --help。"),
        (["load", "x", "--llm-timeout", "0"], "--llm-timeout 要写成 1 到 3600 之间的数。用法见 liantu load --help。"),
        (["query", "x.sql", "-p", "=3"], "参数 =3 要写成 名=值。用法见 liantu query --help。"),
    ],
)
def test_wrong_usage_is_told_in_chinese(words: list[str], sentence: str) -> None:
    assert refused(2, *words).strip() == sentence


def test_unknown_state_lists_the_known_ones() -> None:
    assert "可用：强、有、弱、缺、断、借、未提及" in refused(2, "gaps", "--state", "坏")
    assert "是不是要用：missing" in refused(2, "gaps", "--state", "mising")


def test_help_of_gaps_says_what_each_state_means_as_pages_do() -> None:
    text = said("gaps", "--help")
    assert all(f"  {state} " in text and look.what in text for state, look in LOOKS.items())


def test_unknown_progress_lists_the_known_ones() -> None:
    assert "只能是：已投产、已建成、在建、已签约、谋划、已搁置、已终止" in refused(2, "projects", "--stage", "前期")


def test_words_for_a_state_mean_one_state_each() -> None:
    words = [(word, name) for name, used in shipped("queries", "states.yaml").items() for word in used]
    assert {name for _, name in words} == set(State)
    assert len({word for word, _ in words}) == len(words)
    assert not {word for word, name in words if word in set(State) - {name}}


@pytest.mark.parametrize("command", [c for c in COMMANDS if c not in ("load", "extract", "unload", "import")])
def test_a_store_that_is_not_there_is_told_and_not_made(command: str, tmp_path: Path) -> None:
    needed = {"changes": ["旧", "新"], "whatif": ["--add", "甲@乙"], "audit": ["chains"], "wutu": ["某"]}
    needed |= {"copy": ["--to", str(tmp_path / "other.db")], "export": ["jsonl"]}
    name = {"chain": ["某"], "suppliers": ["某"], "query": ["x.sql"], **needed}.get(command, [])
    assert "no.db" in refused(1, command, *name, "--store", tmp_path / "no.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("word", ["缺", "missing", "MISSING", "缺失", " 空白"])
def test_gaps_by_state_in_either_language(word: str, store: Path) -> None:
    rows = json.loads(said("gaps", "--store", store, "--state", word, "-o", "-"))
    assert {(row["link"], row["state"]) for row in rows} == {("谐波减速器", "缺")}
    assert rows[0]["evidence"][0]["quote"] == SENTENCE


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["documents"], "云溪市产业集群发展规划"),
        (["gaps"], "未提及 ≠ 缺"),
        (["gaps", "--chain", "智能装备"], "谐波减速器"),
        (["chain", "智能装备"], "伺服电机"),
        (["leaders"], "明川精密"),
        (["leaders", "明川精密"], "链主"),
        (["layout"], "青岚区"),
        (["layout", "--overlap"], "没有结果"),
        (["suppliers", "明川精密"], "恒岳钢铁"),
        (["gaps", "--explain"], "千次权重进前五"),
        (["gaps", "--chain", "商业航天"], "参考链有此环节"),
        (["assign"], "青岚区"),
        (["whatif", "--add", "远卓传动@谐波减速器"], "远卓传动"),
        (["audit", "chains"], "工业机器人"),
        (["goals"], "没有结果"),
        (["projects"], "没有结果"),
    ],
)
def test_answers_show_on_screen(words: list[str], expected: str, store: Path) -> None:
    assert expected in said(*words, "--store", store)


@pytest.mark.parametrize("suffix", ["json", "csv", "xlsx", "html"])
def test_answers_go_to_files(suffix: str, store: Path, tmp_path: Path) -> None:
    target = tmp_path / f"缺口.{suffix}"
    said("gaps", "--store", store, "-o", target)
    assert target.stat().st_size > 200


def test_rows_have_exactly_the_keys_that_others_rely_on(store: Path) -> None:
    keys = {
        "gaps": "chain link region state score rank reasons evidence firms leaders",
        "leaders": "firm group role region evidence",
        "layout": "region group group_type relation shared_with evidence",
    }
    for command, names in keys.items():
        rows = json.loads(said(command, "--store", store, "-o", "-"))
        assert {" ".join(row) for row in rows} == {names}
        assert {" ".join(proof) for row in rows for proof in row["evidence"]} == {"document place quote"}


def test_the_screen_leaves_out_what_nothing_says_and_tells(store: Path) -> None:
    shown = said("gaps", "--store", store)
    assert "滚珠丝杠" not in shown and "个环节未提及" in shown
    assert "滚珠丝杠" in said("gaps", "--store", store, "--all")
    assert "滚珠丝杠" in said("gaps", "--store", store, "-o", "-")


def test_an_unwritable_output_is_told_before_the_work(tmp_path: Path) -> None:
    assert "不认识的文件后缀" in refused(1, "gaps", "--store", tmp_path / "no.db", "-o", tmp_path / "x.pdf")
    assert "文件夹不存在" in refused(1, "gaps", "--store", tmp_path / "no.db", "-o", tmp_path / "no" / "x.csv")


def test_unknown_chain_is_told_with_near_names(store: Path) -> None:
    assert "智能装备产业链" in refused(1, "gaps", "--store", store, "--chain", "智能装配产业链")


def test_query_takes_parameters(store: Path, tmp_path: Path) -> None:
    file = tmp_path / "q.sql"
    file.write_text("SELECT name FROM node WHERE name = :name", "utf-8")
    out = said("query", file, "-p", "name=明川精密", "--store", store, "-o", "-")
    assert json.loads(out) == [{"name": "明川精密"}]


def test_documents_says_which_engine_keeps_them(store: Path) -> None:
    assert f"存储：{store}（SQLite/" in run("documents", "--store", store).stderr


def test_what_export_wrote_import_reads_and_says_how_far_it_is(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int, str]] = []
    bar = nullcontext(lambda done, total, name: told.append((done, total, name)))
    monkeypatch.setattr("liantu.commands.exchange.progress_bar", lambda label: bar)
    out, copy, again = tmp_path / "a.jsonl", tmp_path / "b.db", tmp_path / "b.jsonl"
    said("export", "jsonl", "-o", out, "--store", store)
    said("import", out, "--store", copy)
    said("export", "jsonl", "-o", again, "--store", copy)
    assert again.read_bytes() == out.read_bytes()
    assert told == [(out.stat().st_size, out.stat().st_size, PLAN)]


def test_unload_takes_a_document_away(store: Path) -> None:
    assert "事实 7 条" in said("unload", PLAN, "--store", store)
    assert json.loads(said("documents", "--store", store, "-o", "-")) == []


def test_load_keeps_the_good_files_and_reports_the_bad(tmp_path: Path) -> None:
    good, bad = tmp_path / "规划.txt", tmp_path / "坏.docx"
    good.write_text("云溪市产业规划\n重点发展智能装备产业链，支持明川精密发展谐波减速器。\n", "utf-8")
    bad.write_bytes(b"PK\x03\x04 broken")
    result = run("load", good, bad, "--store", tmp_path / "云溪.db")
    assert result.exit_code == 1
    assert "新载入" in result.stdout and "失败" in result.stdout
    assert "坏.docx" in result.stderr and "Traceback" not in result.stderr
    again = said("load", good, "--store", tmp_path / "云溪.db")
    assert "已有" in again


def test_extract_prints_rows_of_facts_as_utf8_whatever_the_locale(tmp_path: Path) -> None:
    file = tmp_path / "规划.txt"
    file.write_text("云溪市产业规划\n一、竹纤维产业链\n形成“竹材初加工—竹纤维—竹纺面料”产业链条。\n", "utf-8")
    command = [sys.executable, "-m", "liantu", "extract", str(file)]
    runs = []
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONIOENCODING": "gbk", "PYTHONHASHSEED": seed}
        runs.append(subprocess.run(command, env=env, capture_output=True, check=True).stdout)
    assert runs[0] == runs[1]
    rows = [json.loads(line) for line in runs[0].decode("utf-8").splitlines()]
    assert ("竹纤维", "UPSTREAM_OF", "竹纺面料") in {(r["subject"], r["predicate"], r["object"]) for r in rows}


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_reader_that_leaves_early_is_no_error(store: Path, unbuffered: str) -> None:
    if sys.platform == "win32":
        pytest.skip("pipes close otherwise on Windows")
    file = store.with_name("many.sql")
    file.write_text(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) SELECT i FROM n", "utf-8"
    )
    command = [sys.executable, "-m", "liantu", "query", str(file), "--store", str(store), "-o", "-"]
    env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_unforeseen_error_is_one_sentence_and_debug_shows_more(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(COMMANDS["documents"], "callback", broken)
    assert "程序意外出错（ZeroDivisionError）" in refused(1, "documents")
    result = run("documents", "--debug")
    assert result.exit_code == 1 and "Traceback" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_ctrl_c_ends_with_130(tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    long.write_text("云溪市智能装备产业集群重点发展工业机器人、数控机床。\n" * 100_000, encoding="utf-8")
    command = [sys.executable, "-m", "liantu", "load", str(long), "--store", str(tmp_path / "x.db")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        deadline = time.monotonic() + 20
        while not (tmp_path / "x.db").exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.decode().strip() == "已中断"


def test_a_question_imports_only_what_it_needs() -> None:
    script = "import sys, liantu.queries.gaps, liantu.graph.sqlite_store; print(*sorted(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.split())
    assert "liantu.queries.answers.links" in loaded
    heavy = {
        "yaml",
        "numpy",
        "rich",
        "csv",
        "liantu.loaders",
        "liantu.queries.answers.people",
        "liantu.queries.targets",
    }
    assert loaded & heavy == set()


def test_help_imports_nothing_heavy() -> None:
    script = "import sys, liantu.cli; print(*sorted(sys.modules))"
    loaded = set(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True).stdout.split())
    assert loaded & {"rich", "yaml", "lxml", "networkx", "numpy", "sqlite3", "xlsxwriter", "onnxruntime"} == set()
