"""Goals of plans: whose, by when, and where documents contradict each other."""

from pathlib import Path

from city import plan, read_in

from liantu.graph import open_store
from liantu.queries.plans import goals

CHAIN = "智能装备产业链"


def test_goals_and_their_conflicts(tmp_path: Path) -> None:
    texts = {
        "稿.txt": "云溪市规划\n（征求意见稿）\n到2030年，力争全市先进制造业集群规上企业产值突破900亿元。\n",
        "终.txt": "关于印发《云溪市规划》的通知\n到2030年，力争全市先进制造业集群规上企业产值突破600亿元。\n",
    }
    with open_store(tmp_path / "云溪.db") as graph:
        read_in(graph, tmp_path, texts)
        rows = goals(graph, metric="产值", year=2030)
    assert {row.value for row in rows} == {900, 600} and all(row.unit == "亿元" for row in rows)
    assert [[(proof.document, f"{row.value:g}亿元" in proof.quote) for proof in row.evidence] for row in rows] == [
        [("终.txt", True)],
        [("稿.txt", True)],
    ]
    assert [row.conflict for row in rows] == [("≥900亿元（征求意见稿，稿.txt）",), ("≥600亿元（正式，终.txt）",)]
    assert [row.status for row in rows] == ["正式", "征求意见稿（已有正式稿）"]


def test_the_size_of_a_chain_in_a_table_contradicts_that_of_a_report(tmp_path: Path) -> None:
    texts = {
        "表.txt": "云溪市产业链目标方案\n附表\n产业链 | 2026年目标（亿元） | 2030年目标（亿元）\n"
        "机床 | 65 | 90\n竹木 | 78 | 95\n",
        "告.txt": "云溪市产业工作要点\n二、2026年工作安排\n力争机床产业产值达到70亿元，竹木产业规模突破78亿元。\n",
    }
    with open_store(tmp_path / "a.db") as graph:
        read_in(graph, tmp_path, texts)
        rows = {(row.scope, row.value): row.conflict for row in goals(graph, year=2026)}
    assert rows == {
        ("机床", 65): ("=70亿元（正式，告.txt）",),
        ("机床", 70): ("=65亿元（正式，表.txt）",),
        ("竹木", 78): (),
    }


def test_goals_are_those_of_the_place_and_drafts_that_were_replaced_come_last(tmp_path: Path) -> None:
    texts = {
        "一稿.txt": "云溪市竹业规划\n（征求意见稿）\n到2030年，引进补链企业30家以上。\n",
        "二终.txt": "关于印发《云溪市竹业规划》的通知\n到2030年，引进补链企业20家以上，竹材利用率达到7.5%。\n",
        "外市.txt": "关于印发《望潮市船舶规划》的通知\n到2030年，引进补链企业50家以上。\n",
    }
    with open_store(tmp_path / "a.db") as graph:
        plan(graph, [(CHAIN, "FOCUSES_ON", "竹纤维"), (CHAIN, "FOCUSES_ON", "竹纺面料")])
        read_in(graph, tmp_path, texts)
        home, other = goals(graph, metric="补链企业"), goals(graph, region="望潮市")
        rate = goals(graph, metric="利用率")
        standing = goals(graph, metric="补链企业", standing=True)
    assert [(row.value, row.region) for row in other] == [(50, "望潮市")]
    assert {row.region for row in home} == {"云溪市"} and home[-1].status == "征求意见稿（已有正式稿）"
    assert home[-1].value == 30 and 30 not in {row.value for row in standing}
    assert [row.conflict for row in standing] == [()]
    assert [str(row.value) for row in (*home[:1], *rate)] == ["20", "7.5"]


def test_a_draft_has_rows_only_for_what_its_final_plan_says_otherwise(tmp_path: Path) -> None:
    texts = {
        "稿.txt": "云溪市竹业规划\n（征求意见稿）\n到2030年，引进补链企业20家以上，竹材利用率达到80%，建成竹园5个。\n",
        "终.txt": "关于印发《云溪市竹业规划》的通知\n到2030年，引进补链企业20家以上，竹材利用率达到90%。\n",
    }
    with open_store(tmp_path / "a.db") as graph:
        read_in(graph, tmp_path, texts)
        rows = [(row.metric, row.value, row.status) for row in goals(graph)]
    assert rows == [
        ("补链企业", 20, "正式"),
        ("竹材利用率", 90, "正式"),
        ("竹材利用率", 80, "征求意见稿（已有正式稿）"),
        ("竹园", 5, "征求意见稿（正式稿没有再提）"),
    ]
