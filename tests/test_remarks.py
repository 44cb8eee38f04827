"""What commands say beside their tables: a document without a place, a text that is no policy document."""

import json
from pathlib import Path

import openpyxl
import pytest
from city import Triple, plan
from click.testing import CliRunner, Result
from register_files import table

from liantu import gaps, open_store
from liantu.cli import cli
from liantu.commands.remarks import of_open, of_sources
from liantu.queries.answers import Changed, Source
from liantu.queries.listings import documents
from liantu.queries.plans import goals

POEM = "山行\n远上寒山石径斜，白云生处有人家。\n停车坐爱枫林晚，霜叶红于二月花。\n"
WANTED: list[Triple] = [
    ("竹制品产业链", "FOCUSES_ON", "竹地板"),
    ("竹制品产业链", "SEEKS", "竹集成材", "引进"),
    ("青篁竹业", "MAKES", "竹地板"),
]
NOTICE = "竹制品产业链提升方案\n一、竹制品产业集群\n支持青篁竹业发展竹地板，引进竹集成材企业。\n"


def run(*words: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == 0, result.output
    return result


def test_documents_without_a_place_have_gaps_and_a_sentence_on_how_to_name_it(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        plan(store, WANTED, region=None)
        assert {(row.link, row.region, row.state.value) for row in gaps(store) if row.evidence} >= {
            ("竹集成材", "全部地区", "缺"),
            ("竹地板", "全部地区", "有"),
        }
        assert {row.region for row in gaps(store, region="丽水")} == {"丽水市"}
    assert "没有一份文件认得出说的是哪个地方，这里按全部地区列出" in run("gaps", "--store", path).stdout
    assert "都算作丽水市" in run("gaps", "--store", path, "--region", "丽水市").stdout


def test_a_document_without_a_place_counts_for_no_city_and_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        plan(store, WANTED, region=None, name="无地区.txt")
        plan(store, [("智能装备产业链", "SEEKS", "伺服电机", "引进")])
        assert "竹集成材" not in {row.link for row in gaps(store)}
    assert "无地区.txt 没有认出说的是哪个地方，未计入" in run("gaps", "--store", path).stdout
    assert "无地区.txt 没有认出说的是哪个地方" in run("documents", "--store", path).stdout


@pytest.mark.parametrize("options", [(), ("--region", "丽水市")])
def test_load_says_what_place_is_missing_and_takes_one(options: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "方案.txt").write_text(NOTICE, "utf-8")
    store = tmp_path / "a.db"
    said = run("load", tmp_path / "方案.txt", "--reader", "quick", "--store", store, *options)
    assert ("没有认出说的是哪个地方" in said.stderr) is not bool(options)
    with open_store(store) as graph:
        assert {row.region for row in gaps(graph)} == {"丽水市" if options else "全部地区"}


def test_a_text_of_goals_alone_says_how_many_it_brought(tmp_path: Path) -> None:
    (tmp_path / "要点.txt").write_text("云溪市工作要点\n到2027年，税收达到9亿元，粮食产量稳定在20万吨以上。\n", "utf-8")
    store = tmp_path / "a.db"
    loaded = run("load", tmp_path / "要点.txt", "--reader", "quick", "--store", store)
    assert "要点.txt 没有说到产业链和企业，读出了 2 个目标；用 liantu goals 可看" in loaded.stderr
    assert "没有读出任何产业内容" not in loaded.stderr
    listed = json.loads(run("documents", "--store", store, "-o", "-").stdout)
    assert [(row["facts"], row["goals"]) for row in listed] == [(0, 2)]


def test_a_value_that_was_doubled_is_told(tmp_path: Path) -> None:
    text = "云溪市工作要点\n到2027年，储能产值在90亿元的基础上翻一番，茶叶产值翻一番、达到42亿元。\n"
    (tmp_path / "要点.txt").write_text(text, "utf-8")
    store = tmp_path / "a.db"
    run("load", tmp_path / "要点.txt", "--reader", "quick", "--store", store)
    shown = run("goals", "--store", store).stdout
    assert "180 亿元" in shown and "1 行的数值是按原文的“翻番”算出的（90亿元翻一番为180亿元）" in shown


def test_a_part_without_a_place_is_named_where_the_others_have_one() -> None:
    def part(title: str, region: str | None, facts: int = 3) -> Source:
        return Source("合集.docx", "d", title, None, None, None, region, facts, 0)

    (told,) = of_sources([part("云溪市方案", "云溪市"), part("竹制品方案", None), part("附件目录", None, 0)])
    assert told.startswith("合集.docx 里的“竹制品方案” 没有认出说的是哪个地方") and "--region 地区" in told
    assert of_sources([part("云溪市方案", "云溪市"), part("附件目录", None, 0)]) == []


def test_a_text_without_industry_is_told_when_it_is_loaded_and_listed(tmp_path: Path) -> None:
    (tmp_path / "山行.txt").write_text(POEM, "utf-8")
    store = tmp_path / "a.db"
    sentence = "山行.txt 没有读出任何产业内容，可能不是产业政策文件"
    assert sentence in run("load", tmp_path / "山行.txt", "--reader", "quick", "--store", store).stderr
    assert sentence in run("documents", "--store", store).stdout


@pytest.mark.parametrize("options", [(), ("--explain",)])
def test_the_screen_shows_every_row_with_a_state_and_counts_the_others(
    options: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        plan(
            store,
            [
                ("工业机器人产业链", "FOCUSES_ON", "谐波减速器"),
                ("工业机器人产业链", "FOCUSES_ON", "协作机器人"),
                ("工业机器人产业链", "FOCUSES_ON", "关节模组"),
                ("远山齿轮", "MAKES", "谐波减速器"),
                ("近水机械臂", "MAKES", "协作机器人"),
            ],
        )
        rows = gaps(store)
    judged = [row for row in rows if row.state != "未提及"]
    broken = [row for row in rows if row.state == "断"]
    assert broken
    shown = run("gaps", "--store", path, *options).stdout
    assert all(row.link in shown for row in broken)
    assert f"共 {len(judged)} 个环节" in shown and f"另有 {len(rows) - len(judged)} 个环节未提及" in shown


@pytest.mark.parametrize("options", [("--chain", "竹制品"), ()])
def test_links_of_which_nothing_is_known_take_one_line(options: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        plan(store, [*WANTED, ("竹制品产业链", "FOCUSES_ON", "竹纤维")])
    ask: list[str | Path] = ["gaps", "--store", path, *options]
    rows = json.loads(run(*ask, "-o", "-").stdout)
    unknown = [row for row in rows if row["state"] == "未提及"]
    shown = run(*ask).stdout
    assert "? 未提及" not in shown and "其中 1 个文件只列为方向" in shown
    assert f"另有 {len(unknown)} 个环节未提及" in shown and "--state 未提及" in shown
    assert run(*ask, "--state", "未提及").stdout.count("? 未提及") == len(unknown) + 1  # and once in the sum
    assert run(*ask, "--all").stdout.count("? 未提及") == len(unknown) + 1


def test_targets_without_a_register_say_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        plan(store, WANTED)
    shown = run("targets", "竹集成材", "--store", path).stdout
    assert "还没有载入企业名录" in shown and "把握：" not in shown


def test_a_message_shows_a_path_without_its_way_round(tmp_path: Path) -> None:
    (tmp_path / "内").mkdir()
    (tmp_path / "坏.docx").write_bytes(b"plain text")
    words = ["load", str(tmp_path / "内" / ".." / "坏.docx"), "--store", str(tmp_path / "a.db")]
    said = CliRunner().invoke(cli, words).stderr
    assert f"{tmp_path.resolve() / '坏.docx'}：文件已损坏" in said and ".." not in said


def test_a_register_is_not_taken_for_a_text_without_industry(tmp_path: Path) -> None:
    head = "企业名称,统一社会信用代码,经营状态,所属地区,经营范围"
    rows = ["青篁竹业有限公司,,存续,浙江省丽水市,竹地板制造", "远山竹艺有限公司,,存续,浙江省丽水市,竹集成材制造"]
    (tmp_path / "名录.csv").write_text("\n".join([head, *rows]), "utf-8")
    (tmp_path / "山行.txt").write_text(POEM, "utf-8")
    store = tmp_path / "a.db"
    run("load", tmp_path / "名录.csv", tmp_path / "山行.txt", "--reader", "quick", "--store", store)
    shown = run("documents", "--store", store).stdout
    assert "山行.txt 没有读出任何产业内容" in shown
    assert "名录.csv 没有" not in shown and "名录.csv、" not in shown and "、名录.csv" not in shown
    listed = json.loads(run("documents", "--store", store, "-o", "-").stdout)
    assert {row["document"]: row["rows"] for row in listed} == {"名录.csv": 2, "山行.txt": 0}


def test_wutu_says_which_maps_are_left_out_and_why(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with open_store(path) as store:
        plan(store, WANTED)
    told = run("wutu", "竹制品产业链", "--store", path, "-o", tmp_path / "五图").stderr
    assert "应用领域图没有画：竹制品产业链。文件没有写明本链产品用在哪里；请载入" in told
    assert "技术结构图没有画" not in told


TWO_CITIES = "这里是云溪市；文件还说到望潮市，加 --region 地区 可看"


@pytest.fixture
def two_cities(tmp_path: Path) -> Path:
    path = tmp_path / "两市.db"
    with open_store(path) as store:
        plan(store, [*WANTED, ("禾川县", "DEVELOPS", "竹制品")])
        ships: list[Triple] = [("船舶产业链", "SEEKS", "船用阀门", "引进")]
        plan(store, ships, name="望潮.txt", title="望潮市产业规划", region="望潮市")
    return path


@pytest.mark.parametrize(
    "words",
    [
        "chain 竹制品",
        "gaps",
        "goals",
        "leaders",
        "assign",
        "layout --overlap",
        "audit chains",
        "whatif --add 甲厂@竹集成材",
    ],
)
def test_an_answer_says_which_of_the_cities_it_is_about(words: str, two_cities: Path) -> None:
    assert TWO_CITIES in run(*words.split(), "--store", two_cities).stdout
    assert "望潮市" not in run(*words.split(), "--store", two_cities, "--region", "云溪市").stdout


def test_a_chain_that_only_another_city_speaks_of_is_told(two_cities: Path) -> None:
    told = "说到“船舶”的是望潮市的文件，云溪市的没有说到；请加 --region 望潮市"
    assert told in run("chain", "船舶", "--store", two_cities).stdout
    assert told in run("gaps", "--chain", "船舶", "--store", two_cities).stdout
    assert "说到“竹制品”" not in run("chain", "竹制品", "--store", two_cities).stdout


def test_maps_and_the_report_say_their_city_and_take_another(two_cities: Path, tmp_path: Path) -> None:
    into = tmp_path / "报告"
    assert TWO_CITIES in run("report", "--store", two_cities, "-o", into).stderr
    page = (into / "index.html").read_text("utf-8")
    assert "云溪市产业链总览" in page and "载入的文件还说到望潮市，不在本报告里。" in page
    assert TWO_CITIES not in run("report", "--store", two_cities, "-o", into, "--region", "望潮市").stderr
    page = (into / "index.html").read_text("utf-8")
    assert "望潮市产业链总览" in page and "船用阀门" in page and "竹集成材" not in page
    maps = tmp_path / "五图"
    assert TWO_CITIES in run("wutu", "竹制品", "--store", two_cities, "-o", maps).stderr
    run("wutu", "船舶", "--store", two_cities, "-o", maps, "--region", "望潮市")
    assert "望潮市" in (maps / "船舶产业链.html").read_text("utf-8")


COUNTY = (
    "{}竹产业发展规划\n一、目标\n到2030年，全县规上工业产值达到90亿元。\n二、竹制品产业集群\n支持青篁竹业发展竹地板。\n"
)


def load(store: Path, *words: str | Path) -> Result:
    return run("load", *words, "--reader", "quick", "--store", store)


def placed(store: Path) -> set[tuple[str, str]]:
    """Each document with its place, and the goals with theirs."""
    with open_store(store) as graph:
        return {(part.document, part.region or "") for part in documents(graph)} | {
            (goal.scope, goal.region) for goal in goals(graph)
        }


def test_the_place_that_a_person_names_wins_over_the_one_that_was_recognised(tmp_path: Path) -> None:
    (tmp_path / "规划.txt").write_text(COUNTY.format("禾川县"), "utf-8")
    store = tmp_path / "a.db"
    load(store, tmp_path / "规划.txt")
    assert placed(store) == {("规划.txt", "禾川县"), ("禾川县", "禾川县")}
    said = load(store, tmp_path / "规划.txt", "--region", "青岚县").stderr
    assert "规划.txt 已有，没有改地区；要改，请先 liantu unload 再载入。" in said
    run("unload", "规划.txt", "--store", store)
    load(store, tmp_path / "规划.txt", "--region", "青岚县")
    assert placed(store) == {("规划.txt", "青岚县"), ("青岚县", "青岚县")}
    assert "没有改地区" not in load(store, tmp_path / "规划.txt", "--region", "青岚县").stderr


def test_in_a_folder_a_place_that_lies_in_the_named_one_says_more(tmp_path: Path) -> None:
    folder = tmp_path / "资料"
    folder.mkdir()
    for name, place in (("甲.txt", "咸安区"), ("乙.txt", "禾川县")):
        (folder / name).write_text(COUNTY.format(place), "utf-8")
    load(tmp_path / "a.db", folder, "--region", "咸宁市")
    assert {("甲.txt", "咸安区"), ("乙.txt", "咸宁市")} < placed(tmp_path / "a.db")
    load(tmp_path / "b.db", folder / "甲.txt", "--region", "咸宁市")
    assert ("甲.txt", "咸宁市") in placed(tmp_path / "b.db")


def test_a_list_speaks_for_no_place_and_nobody_is_told_to_name_one(tmp_path: Path) -> None:
    bought = [["采购方", "供应商", "采购额（万元）"], ["青篁竹业", "远卓机械", "100"]]
    store = tmp_path / "a.db"
    with open_store(store) as graph:
        plan(graph, WANTED)
    said = load(store, table(tmp_path / "采购.csv", bought))
    answers = [run(name, "--store", store).output for name in ("documents", "gaps", "goals", "leaders")]
    assert not any("没有认出说的是哪个地方" in told for told in (said.output, *answers))


PLACED: list[Triple] = [
    ("绿色食品产业链", "FOCUSES_ON", "乳制品"),
    ("硅基新材料产业链", "FOCUSES_ON", "石英砂"),
    ("生物基新材料产业链", "FOCUSES_ON", "聚乳酸"),
    ("云溪丰穗食品有限公司", "LEADS", "绿色食品产业链", "链主"),
    ("云溪卓岭材料有限公司", "LEADS", "硅基新材料产业链", "链主"),
    ("云溪高新区", "DEVELOPS", "食品机械"),
    ("云溪高新区", "HOSTS", "绿色食品产业链"),
]


def test_a_part_of_a_name_is_taken_where_only_one_fits(tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    with open_store(store) as graph:
        plan(graph, PLACED)
    assert "云溪丰穗食品有限公司" in run("leaders", "丰穗", "--store", store).stdout
    assert "云溪高新区" in run("gaps", "--region", "高新区", "--all", "--store", store).stdout
    said = run("gaps", "--chain", "食品", "--all", "--store", store).stdout
    assert "绿色食品产业链" in said and "乳制品" in said
    several = CliRunner().invoke(cli, ["leaders", "云溪", "--store", str(store)])
    assert several.exit_code != 0 and "是不是要找：云溪丰穗食品有限公司、云溪卓岭材料有限公司" in several.output


def test_an_answer_without_rows_tells_nobody_to_load_what_is_loaded(tmp_path: Path) -> None:
    store = tmp_path / "a.db"
    with open_store(store) as graph:
        plan(graph, PLACED)
    said = run("suppliers", "丰穗", "--store", store).stdout
    assert "没有结果。载入的文件里没有读到；用了筛选条件的，可以放宽" in said and "liantu load" not in said


def test_a_workbook_that_comes_back_empty_is_told(tmp_path: Path) -> None:
    store, path = tmp_path / "a.db", tmp_path / "核对.xlsx"
    with open_store(store) as graph:
        plan(graph, PLACED, confidence=0.3)
    run("review", "--store", store, "-o", path)
    said = run("load", path, "--store", store)
    assert "核对.xlsx 里没有新填的内容；请填黄色的列，保存后再载入。" in said.stderr
    heads = [cell.value for cell in openpyxl.load_workbook(path)["事实"][1]]
    assert "判定" in heads and "判定" in run("review", "--store", store).stdout


def test_what_two_versions_say_otherwise_is_counted_apart_from_gaps_that_are_open_still() -> None:
    rows = [Changed("缺口", "竹集成材", change, "", "", ()) for change in ("新增", "仍未补上", "仍未补上")]
    assert of_open(rows) == ["两版的出入 1 行，在前；后 2 行是旧文件提出、按现有资料仍未补上的缺口"]
    assert of_open(rows[:1]) == []
