"""The city report: the same chapters on a page and in Word, evidence as footnotes."""

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from answer_rows import HOSTILE
from big_city import big_city
from city import CHAIN, Triple, plan
from register_files import HEADS, firm, table

from liantu.graph import open_store
from liantu.intake import load
from liantu.queries.city import City, city
from liantu.queries.gaps import gaps
from liantu.reports.city import sections
from liantu.reports.overview import overview
from liantu.reports.word import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMPTY = City("云溪市", (0,) * 7, (), (), (), (), (), (), (), (), "")
ORDER = ["总体情况", "产业链短板", "链主与本地配套", "县域布局", "目标与项目", "招商建议"]


def parts(data: bytes) -> dict[str, ElementTree.Element]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def text(element: ElementTree.Element) -> str:
    return "".join(node.text or "" for node in element.iter(f"{W}t"))


def test_chapters_come_in_the_order_officials_expect() -> None:
    assert [section.title for section in sections(big_city())] == ORDER
    document = parts(word(big_city()))["word/document.xml"]
    heads = [text(p) for p in document.iter(f"{W}p") if _style(p) == "Heading1"]
    assert heads == [f"{number}、{title}" for number, title in zip("一二三四五六", ORDER, strict=True)] + [
        "附：依据文件"
    ]


def _style(paragraph: ElementTree.Element) -> str | None:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return style.attrib[f"{W}val"] if style is not None else None


def test_every_footnote_called_is_there_and_gives_document_place_and_sentence() -> None:
    found = parts(word(big_city()))
    called = [node.attrib[f"{W}id"] for node in found["word/document.xml"].iter(f"{W}footnoteReference")]
    written = {node.attrib[f"{W}id"]: text(node) for node in found["word/footnotes.xml"].iter(f"{W}footnote")}
    assert called and called == [str(number) for number in range(1, len(called) + 1)]
    assert set(called) == set(written) - {"-1", "0"}
    assert all(re.match(r" .+，.+：“.+”", written[number]) for number in called)
    assert len(set(written.values())) == len(written) - 1, "one footnote for one sentence; the separators are empty"


def test_a_contradiction_between_documents_is_said() -> None:
    goals = next(section for section in sections(big_city()) if section.key == "goals")
    assert "".join(piece.text for piece in goals.paragraphs[0]) == (
        "云溪市2030年规上工业产值：一处写达到1800亿元，另一处写≥3000亿元（征求意见稿，草案.txt），请核对。"
    )


def test_relations_of_the_document_point_at_parts_that_are_there() -> None:
    with zipfile.ZipFile(BytesIO(word(big_city()))) as archive:
        names = set(archive.namelist())
        for name in ("word/_rels/document.xml.rels", "_rels/.rels"):
            root = "word/" if name.startswith("word") else ""
            for relation in ElementTree.fromstring(archive.read(name)):
                assert root + relation.attrib["Target"] in names


def test_same_city_same_bytes() -> None:
    assert word(big_city()) == word(big_city())
    assert overview(big_city(), {}) == overview(big_city(), {})


def test_hostile_names_stay_text() -> None:
    assert HOSTILE[0] in text(parts(word(big_city()))["word/document.xml"])
    assert "<img" not in overview(big_city(), {})


def test_parts_link_to_the_page_of_their_chain() -> None:
    found = re.search(r'id="data">(.*?)</script>', overview(big_city(), {"智能装备产业链": "a.html"}), re.S)
    assert found is not None and json.loads(found[1])["pages"] == {"智能装备产业链": "a.html"}


def test_an_empty_store_gives_a_report_that_says_so() -> None:
    told = text(parts(word(EMPTY))["word/document.xml"])
    assert "文件没有写到" in told and "0 条产业链" in told
    overview(EMPTY, {})


def test_what_only_the_reference_chain_has_is_counted_apart(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        plan(
            store, [("工业机器人产业链", "SEEKS", "谐波减速器", "引进"), ("工业机器人产业链", "FOCUSES_ON", "伺服电机")]
        )
        found = city(store)
    (row,) = found.rows
    assert row.links == sum(row.states) == sum(found.states) == 2 and found.silent > 10
    told = "".join(piece.text for piece in sections(found)[0].paragraphs[0])
    assert "1 条产业链、2 个环节" in told and f"参考链另有 {found.silent} 个环节" in told


def test_a_part_of_two_chains_is_one_gap_and_the_sums_say_why_they_differ(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        plan(
            store,
            [
                ("齿轮产业集群", "PART_OF", "远山装备产业集群"),
                ("齿轮产业集群", "PART_OF", "近水装备产业集群"),
                ("齿轮产业集群", "SEEKS", "谐波减速器", "引进"),
                ("远山齿轮", "LEADS", "齿轮产业集群", "链主"),
                ("远山齿轮", "MAKES", "精密齿轮"),
            ],
        )
        found = city(store)
        told = gaps(store)
    parts = {section.key: section for section in sections(found)}
    open_ = [(row.chain, row.link) for row in told if row.state == "缺"]
    assert [(row["chain"], row["gap"]) for row in parts["targets"].table.rows] == open_
    assert {row.chain: row.leaders for row in found.rows} == {
        "远山装备产业集群": ("远山齿轮",),
        "近水装备产业集群": ("远山齿轮",),
    }
    added, whole = sum(row.links for row in found.rows), sum(found.states)
    assert added > whole and f"各链相加是 {added} 个环节，全市合计是 {whole} 个" in parts["whole"].note


def test_whom_only_a_register_names_is_not_said_to_stand_in_a_document(tmp_path: Path) -> None:
    said: list[Triple] = [
        (CHAIN, "SEEKS", "水泵", "引进"),
        (CHAIN, "TARGETS", "远山泵业"),
        (CHAIN, "SEEKS", "轴承", "缺失"),
    ]
    rows = [firm(1, "武汉长河机械有限公司", "水泵制造"), firm(2, "武汉卓岭传动有限公司", "轴承制造")]
    with open_store(tmp_path / "云溪.db") as store:
        plan(store, said, quotes={1: "引进远山泵业等水泵企业。"})
        load(store, [table(tmp_path / "名录.csv", [HEADS, *rows])])
        shown = next(section for section in sections(city(store)) if section.key == "targets")
    pieces = [piece for paragraph in shown.paragraphs for piece in paragraph]
    told = {piece.text: [proof.quote for proof in piece.evidence] for piece in pieces}
    assert told["文件点名远山泵业"] == ["引进远山泵业等水泵企业。"]
    assert told["名录里有武汉长河机械有限公司"] == ["水泵制造"]
    assert told["名录里有武汉卓岭传动有限公司"] == ["轴承制造"]
