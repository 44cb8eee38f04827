"""Names in a text: where a firm's ends, and what is none."""

from pathlib import Path

import pytest

from liantu.loaders import extract, read
from liantu.loaders.mentions import find
from liantu.loaders.quick import quick
from liantu.loaders.regions import places
from liantu.loaders.tagger import Span


def named(text: str, *marked: str, kind: str = "E") -> list[str]:
    """The names of a kind in the text, where the tagger marks these."""
    spans = [Span(text.index(name), text.index(name) + len(name), kind, 0.9) for name in marked]
    (found,) = find([text], [spans], places("湖北省武汉市发布。", None))
    return [m.text for m in found if m.kind == kind]


def kinds(text: str, marked: dict[str, list[str]]) -> dict[str, list[str]]:
    """The names in the text by kind, where the tagger marks these."""
    spots = [(text.index(name), kind, name) for kind, names in marked.items() for name in names]
    spans = [Span(start, start + len(name), kind, 0.9) for start, kind, name in sorted(spots)]
    (found,) = find([text], [spans], places("湖北省武汉市发布。", None))
    return {kind: [m.text for m in found if m.kind == kind] for kind in "EJK"}


@pytest.mark.parametrize(
    ("text", "marked", "firms"),
    [
        ("加快恒岳汽车零配件组装线建设", "恒岳", ["恒岳"]),
        ("支持恒岳汽车、青岚重工发展", "恒岳", ["恒岳汽车"]),
        ("加快澄光科技电子薄膜开关产线建设", "澄光科技", ["澄光科技"]),
        ("推进明康药业儿科用药生产线建设", "明康药业儿科", ["明康药业"]),
        ("依托海纳复合材料无人装备制造中心", "海纳", ["海纳复合材料"]),
        ("汽车电子。以明川为链主企业", "汽车电子", []),
        ("湖北新能源签约项目", "湖北新能源", []),
        ("发挥茶叶、楠竹等特色资源优势", "楠竹", []),
        ("支持QX500、明川精密做大做强", "QX500", []),
        ("依托ZB-3型等龙头产品", "ZB-3型", []),
        ("以TCL为龙头企业", "TCL", ["TCL"]),
        ("仅有武汉市明川精密一家在做", "市明川精密", ["明川精密"]),
        ("围绕武鄂黄黄发展", "武鄂黄黄", []),
        ("融入宜荆荆襄都市圈", "宜荆荆襄", []),
        ("对接宜荆荆襄都市圈", "宜荆", []),
        ("支持宜荆明川融入都市圈", "宜荆明川", ["宜荆明川"]),
        ("链长：副市长 顾青岚；链主企业：明川精密", "顾青岚", []),
        ("联系人：顾青岚", "顾青岚", []),
        ("任务：上延粉体、下拓基板", "上延粉体", []),
        ("任务：上延粉体、下拓基板", "下拓基板", []),
        ("支持内联科技发展", "内联科技", ["内联科技"]),
        ("恒岳智能家居有限公司\n压缩机", "恒岳智能家居有限", ["恒岳智能家居有限公司"]),
        ("依托恒岳钢铁股份有限公司发展", "恒岳钢铁", ["恒岳钢铁股份有限公司"]),
    ],
)
def test_where_a_firm_ends_and_what_is_none(text: str, marked: str, firms: list[str]) -> None:
    assert named(text, marked) == firms


@pytest.mark.parametrize(
    ("around", "firms", "project", "marked", "firm"),
    [
        ("支持明川汽车发展。", ["明川汽车"], "明川汽车零部件项目", "明川", "明川汽车"),
        ("链主：襄阳明川食品集团有限公司。", ["襄阳明川食品集团有限公司"], "明川食品罐头项目", "", "明川食品"),
        ("", [], "明川气体传感器项目", "明川气体", "明川"),
        ("", [], "明川再生废旧电池回收项目", "明川", "明川再生"),
        ("南漳县企业南漳明川投产。", ["南漳明川"], "南漳明川轴承项目", "南漳明川", "南漳明川"),
        ("南漳县支持明川发展。", ["明川"], "南漳明川轴承项目", "南漳明川", "明川"),
        ("南漳县企业南漳明川精密投产。", ["南漳明川精密"], "南漳明川精密轴承项目", "南漳明川精密", "明川精密"),
    ],
)
def test_the_firm_at_the_beginning_of_a_project_in_whole(
    around: str, firms: list[str], project: str, marked: str, firm: str
) -> None:
    text = f"{around}推进{project}建设。"
    spots = [(text.index(name), name, "E") for name in firms]
    at = text.index(f"推进{project}") + 2
    spots += [(at, project, "J"), *([(at, marked, "E")] if marked else [])]
    spans = [Span(start, start + len(name), kind, 0.9) for start, name, kind in sorted(spots)]
    (found,) = find([text], [spans], places(f"湖北省襄阳市发布。{text}", "襄阳市"))
    assert [m.text for m in found if m.kind == "E" and m.start >= at] == [firm]


def test_an_effect_is_no_product() -> None:
    assert named("开发易于老年人吸收的保健食品", "老年人吸收", "保健食品", kind="K") == ["保健食品"]


@pytest.mark.parametrize(
    ("text", "firms", "others", "found"),
    [
        ("引进天远、超岭、骆川等龙头企业", ["天远"], ["超岭"], ["天远", "超岭", "骆川"]),
        ("引进锦纶、氨纶、涤纶等龙头企业", [], ["氨纶"], []),
        ("引进中川学、中岭材等央企", [], ["中岭材"], ["中川学", "中岭材"]),
        ("对接海岳、伺服电机等上市公司", [], ["伺服电机"], ["海岳"]),
        ("引进天远、超岭等项目", ["天远"], ["超岭"], ["天远"]),
    ],
)
def test_a_list_that_says_so_is_one_of_firms(text: str, firms: list[str], others: list[str], found: list[str]) -> None:
    assert kinds(text, {"E": firms, "K": others})["E"] == found


@pytest.mark.parametrize(
    ("text", "marked", "projects", "items"),
    [
        ("谋划引进轴承检测项目、伺服电机项目", ["轴承检测项目"], [], ["轴承检测", "伺服电机"]),
        ("力争引进一批轴承检测项目", [], [], ["轴承检测"]),
        ("引进轴承检测项目，加快建设电机检测项目", ["电机检测项目"], ["电机检测项目"], ["轴承检测"]),
        ("引进总投资10亿元的轴承检测项目", ["轴承检测项目"], ["轴承检测项目"], []),
        ("引进年产5万套轴承检测项目", ["年产5万套轴承检测项目"], ["年产5万套轴承检测项目"], []),
        ("谋划轴承检测中心项目", ["轴承检测中心项目"], ["轴承检测中心项目"], []),
    ],
)
def test_what_a_project_that_is_only_wished_for_would_make_is_wanted(
    text: str, marked: list[str], projects: list[str], items: list[str]
) -> None:
    found = kinds(text, {"J": marked, "K": [item for item in ("轴承检测", "伺服电机") if item in items]})
    assert (found["J"], found["K"]) == (projects, items)


def test_a_word_that_the_end_of_a_name_cuts_is_no_part_of_it() -> None:
    assert named("拟招引：培养基企业、分离纯化企业", "培养基企", "分离纯化", kind="K") == ["培养基", "分离纯化"]
    assert named("培育竹纤维链主企业", "竹纤维链", kind="G") == ["竹纤维"]
    assert named("培育现代竹业全产业链主企业", "现代竹业全产业链", kind="G") == ["现代竹业全产业链"]


GAPS = "产业链\t缺失环节\t薄弱环节\t责任单位\n竹制品产业链\t竹集成材、胶黏剂\t竹纤维\t市工信局\n"
GAPS += "茶产业链\t抹茶\t茶饮料\t市农业局\n"


def test_a_column_of_a_table_says_what_a_chain_lacks(tmp_path: Path) -> None:
    path = tmp_path / "方案.txt"
    path.write_text(f"关于竹制品产业链的方案\n一、任务分工\n表1 缺失环节\n{GAPS}", "utf-8")
    found = extract(read(path), quick())
    wanted = {(fact.object, fact.role) for fact in found if fact.rule.endswith("column of gaps")}
    assert wanted == {
        ("竹集成材", "缺失"),
        ("胶黏剂", "缺失"),
        ("竹纤维", "补强"),
        ("抹茶", "缺失"),
        ("茶饮料", "补强"),
    }


def test_a_column_of_what_to_win_says_so_and_is_seen_beside_the_cell(tmp_path: Path) -> None:
    table = "产业链\t链主企业\t补链重点\t招商重点企业\n竹制品产业链\t青篁竹业\t竹集成材、胶黏剂\t远山竹艺\n"
    path = tmp_path / "方案.txt"
    path.write_text(f"关于竹制品产业链的方案\n一、任务分工\n表1 责任分工\n{table}", "utf-8")
    found = [fact for fact in extract(read(path), quick()) if fact.predicate == "SEEKS"]
    assert {(fact.object, fact.role) for fact in found} == {("竹集成材", "引进"), ("胶黏剂", "引进")}
    assert {fact.evidence.place.headings[-1] for fact in found} == {"补链重点"}


def test_news_of_a_place_by_its_short_name_speak_for_the_place_that_the_text_names(tmp_path: Path) -> None:
    path = tmp_path / "新闻.txt"
    path.write_text(
        "澜溪：竹产业链加速成形\n2026年9月3日\n安徽的一家企业来访。目前，澜溪市竹制品产业集群有企业9家。\n", "utf-8"
    )
    assert [part.region for part in read(path).parts] == ["澜溪市"]


@pytest.mark.parametrize(("head", "predicates"), [("发展方向", {"FOCUSES_ON"}), ("补链重点", {"SEEKS"})])
def test_a_column_of_directions_makes_no_gap(head: str, predicates: set[str], tmp_path: Path) -> None:
    rows = "智能装备产业链\t市经信局\t明川精密\t伺服电机、编码器\n精品钢产业链\t市发改委\t恒岳钢铁\t高强紧固件\n"
    rows += "电子信息产业链\t市科技局\t澄远电子\t玻璃基板\n"
    path = tmp_path / "方案.txt"
    path.write_text(
        f"云溪市重点产业链工作方案\n一、责任分工\n表1 责任分工\n产业链\t链长单位\t链主企业\t{head}\n{rows}", "utf-8"
    )
    found = [fact for fact in extract(read(path)) if fact.object in ("高强紧固件", "玻璃基板")]
    assert len(found) == 2 and {fact.predicate for fact in found} == predicates


def test_a_group_that_a_clause_turns_to_is_no_part_of_the_one_before() -> None:
    (news,) = (Path(__file__).parents[2] / "examples").glob("5-*.txt")
    found = extract(read(news))
    assert {fact.predicate for fact in found} >= {"SEEKS", "MAKES"}
    assert not [fact for fact in found if fact.predicate == "PART_OF"]
