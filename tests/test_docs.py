"""What is written down is so: the map names every module, help explains every option, the commands of README run."""

import importlib.util
import re
import shlex
import shutil
from pathlib import Path

import click
import pytest
from all_commands import all_commands
from click.testing import CliRunner
from house import ROOT

from liantu.cli import cli

EXAMPLES = ROOT / "examples"
FILTERS = {"head", "tail", "less", "wc", "sort"}


def test_the_map_names_every_module_as_it_names_itself() -> None:
    spec = importlib.util.spec_from_file_location("house_map", ROOT / "tools/house_map.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert (ROOT / "docs/map.md").read_text("utf-8") == script.written(), "run: make map"


COMMANDS = [("liantu", cli), *(all_commands().items())]


@pytest.mark.parametrize(("name", "command"), COMMANDS)
def test_help_explains_itself(name: str, command: click.Command) -> None:
    assert command.help and re.search("[一-龥]", command.help)
    assert getattr(command, "example", "").startswith("liantu")
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help and re.search("[一-龥]", parameter.help), parameter.name
    shown = CliRunner().invoke(cli, [] if command is cli else [name, "--help"]).output
    assert "用法" in shown and "例" in shown


def lines(readme: str) -> list[str]:
    """The commands of an indented block, without what is said about them; alternatives one by one."""
    found: list[str] = []
    for line in re.findall(r"^    (liantu .+)$", (ROOT / readme).read_text("utf-8"), re.M):
        first, *others = (part.strip() for part in line.split("  #")[0].split(" # ")[0].split(" | "))
        found += [first, *(f"liantu {other}" for other in others if other.split()[0] not in FILTERS)]
    return found


def test_both_readmes_tell_every_command_and_their_tables_tell_the_same() -> None:
    texts = [(ROOT / readme).read_text("utf-8") for readme in ("README.md", "README.zh.md")]
    tables = [
        [re.findall(r"`(\w+)", line.split("|")[2]) for line in text.splitlines() if line.startswith("| ")]
        for text in texts
    ]
    assert tables[0] == tables[1]
    for text in texts:
        told = re.findall(r"(?:liantu |`)([a-z]+)", text)
        assert set(cli.commands) <= set(told), set(cli.commands) - set(told)
        in_table = [name for row in tables[0] for name in row]
        assert len(in_table) == len(set(in_table))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a user has it: plans in a folder, and the files that the README speaks of."""
    shutil.copytree(EXAMPLES, tmp_path / "规划")
    plan, paper, register = (next(EXAMPLES.glob(name)) for name in ("1-*.txt", "3-*.docx", "*.xlsx"))
    shutil.copy(plan, tmp_path / "规划.txt")
    shutil.copy(paper, tmp_path / "规划" / "征求意见稿.docx")
    (tmp_path / "规划" / paper.name).unlink()
    (tmp_path / "规划" / register.name).rename(tmp_path / "企业名录.xlsx")
    (tmp_path / "供应清单.csv").write_text(
        "采购方,供应方,产品,金额（万元）,年份\n明川精密,恒岳钢铁,轴承钢,120,2025\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("LIANTU_STORE", raising=False)
    return tmp_path


@pytest.mark.slow
@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_the_commands_of_the_readme_run(readme: str, desk: Path) -> None:
    found = lines(readme)
    assert any(line.startswith("liantu load") for line in found)
    for line in found:
        words = shlex.split(line)[1:]
        result = CliRunner().invoke(cli, words)
        assert result.exit_code == 0, f"{line}: {result.output}"
        if words[0] == "unload":
            CliRunner().invoke(cli, ["load", "规划/"])


@pytest.mark.slow
def test_the_python_of_the_readme_runs(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    match = re.search(r"^    from liantu import .+(?:\n(?:    .*)?)+", text, re.M)
    assert match is not None
    exec(compile(re.sub("^    ", "", match[0], flags=re.M), "README.md", "exec"), {})
    assert re.search("[一-龥]", capsys.readouterr().out)
