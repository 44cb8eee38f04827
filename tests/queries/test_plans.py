"""Leaders, counties, what-if, changes and goals on a small city."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from city import Triple, plan, read_in
from register_files import HEADS, Rows, firm, table, workbook

from liantu.errors import InputError, UnknownName
from liantu.graph import Store, open_store
from liantu.intake import load
from liantu.queries.changes import changes
from liantu.queries.counties import assign
from liantu.queries.gaps import gaps
from liantu.queries.leading import leader
from liantu.queries.links import chain
from liantu.queries.listings import chiefs, leaders, suppliers
from liantu.queries.overlaps import overlaps
from liantu.queries.picture import Added, imagined, picture, rated, rated_again
from liantu.queries.plans import goals
from liantu.queries.projects import projects
from liantu.queries.review import review
from liantu.queries.scope import scope
from liantu.queries.whatif import outcome, whatif
from liantu.schema import Decision, Document, Evidence, Fact, Part, Place, Status, key

CHAIN = "智能装备产业链"
SAID: list[Triple] = [
    ("青岚区", "DEVELOPS", "智能装备"),
    ("禾川县", "DEVELOPS", "智能装备"),
    ("明川精密", "LEADS", CHAIN, "链主"),
    ("明川精密", "LOCATED_IN", "禾川县"),
    ("明川精密", "MAKES", "机器人本体"),
    ("恒岳机械", "MAKES", "伺服电机"),
    ("恒岳机械", "LOCATED_IN", "青岚区"),
    (CHAIN, "FOCUSES_ON", "机器人本体"),
    (CHAIN, "FOCUSES_ON", "伺服电机"),
    (CHAIN, "SEEKS", "RV减速器", "引进"),
    (CHAIN, "HAS_PROJECT", "机器人生产基地项目"),
    ("明川精密", "UNDERTAKES", "机器人生产基地项目"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "云溪.db") as graph:
        plan(graph, SAID, quotes={10: "推进机器人生产基地项目2027年建成投产"})
        yield graph


def test_a_leader_with_its_needs_and_local_supply(store: Store) -> None:
    rows = {(row.aspect, row.item): row for row in leader(store, "明川精密")}
    assert ("角色", f"{CHAIN}（链主）") in rows and ("生产", "机器人本体") in rows
    assert rows["需要", "伺服电机"].firms == ("恒岳机械",)
    assert rows["需要", "RV减速器"].firms == ()
    ratio = next(row for row in rows.values() if row.aspect == "本地配套率")
    assert ratio.item.endswith("（下限）") and ratio.firms == ("恒岳机械",)
    with pytest.raises(UnknownName) as error:
        leader(store, "明川精蜜")
    assert error.value.near[0] == "明川精密"


def test_a_leader_is_found_by_the_beginning_that_no_other_firm_has(store: Store) -> None:
    assert leader(store, "明川") == leader(store, "明川精密")
    with pytest.raises(UnknownName):
        leader(store, "恒")


def test_the_goal_of_a_final_plan_counts_not_that_of_its_draft(store: Store, tmp_path: Path) -> None:
    texts = {
        "甲稿.txt": "云溪市机器人产业方案\n（征求意见稿）\n到2029年，产业链本地配套率达到55%以上。\n",
        "甲终.txt": "关于印发《云溪市机器人产业方案》的通知\n到2029年，产业链本地配套率达到35%以上。\n",
        "乙稿.txt": "云溪市纺织振兴计划\n（征求意见稿）\n到2029年，产业链本地配套率达到25%以上。\n",
    }
    read_in(store, tmp_path, texts)
    aims = [row for row in leader(store, "明川精密") if row.aspect == "目标"]
    assert [(row.item.partition("≥")[2], [proof.document for proof in row.evidence]) for row in aims] == [
        ("35%", ["甲终.txt"]),
        ("25%", ["乙稿.txt"]),
    ]
    assert len(goals(store, metric="配套率")) == 3


def test_what_was_read_in_doubt_of_a_leader_is_marked_and_leads_to_nothing(store: Store) -> None:
    doubted: list[Triple] = [
        ("明川精密", "MAKES", "编码器"),
        ("明川精密", "MAKES", "机器人本体"),
        ("磁芯车间", "UPSTREAM_OF", "编码器"),
        ("远卓传动", "SUPPLIES", "明川精密"),
        ("明川精密", "LEADS", "竹产业链", "链主"),
    ]
    plan(store, doubted, name="疑.txt", confidence=0.3)
    rows = {(row.aspect, row.item): row.reasons for row in leader(store, "明川精密")}
    marked = {about for about, reasons in rows.items() if any(reason.startswith("待核实") for reason in reasons)}
    assert marked == {("生产", "编码器"), ("供应商", "远卓传动"), ("角色", "竹产业链（链主）")}
    assert rows["生产", "机器人本体"] == () and ("需要", "磁芯车间") not in rows
    plan(store, doubted[:1], name="实.txt", confidence=0.9)
    rows = {(row.aspect, row.item): row.reasons for row in leader(store, "明川精密")}
    assert rows["生产", "编码器"] == () and ("需要", "磁芯车间") in rows


def test_purchases_give_the_exact_local_supply(store: Store, tmp_path: Path) -> None:
    head = ["序号", "供应商名称", "采购单位", "物料名称", "采购金额（万元）", "采购年度", "备注"]
    bought = [
        [1, "恒岳机械有限公司", "明川精密有限公司", "伺服电机", "1,260.5", 2025, "框架合同"],
        [2, "苏州远方减速器有限公司", "明川精密有限公司", "RV减速器", 2139.5, "2025年", ""],
        [3, "青岚标准件厂", "明川精密", "紧固件", "600", 2025, ""],
        [4, "恒岳机械", "别家机器人有限公司", "伺服电机", 900, 2025, "不是明川的"],
    ]
    sheet: Rows = [["2025年度重点企业采购清单（单位：万元）"], head, *bought]
    near = firm(7, "青岚标准件厂", "紧固件制造", "云溪市青岚区1号")
    far = firm(8, "苏州远方减速器有限公司", "减速器制造", "江苏省苏州市1号")
    load(store, [workbook(tmp_path / "采购清单.xlsx", ("采购", sheet), merged=["A1:G1"])])
    load(store, [table(tmp_path / "名录.csv", [HEADS, near, far])])
    (ratio,) = [row for row in leader(store, "明川精密") if row.aspect == "本地配套率"]
    assert ratio.item == "1860.5/4000万元 = 46.5%"
    assert set(ratio.firms) == {"恒岳机械有限公司", "青岚标准件厂"}
    assert ratio.reasons == ("按采购清单的金额计，是准确值", "本地指云溪市")
    assert any("物料名称：RV减速器" in proof.quote for proof in ratio.evidence)


def test_a_list_of_needs_alone_gives_no_exact_ratio(store: Store) -> None:
    node = key("明川精密", "Enterprise")
    store.decide([Decision("amount", node, "RV减速器", "800"), Decision("supplier", node, "RV减速器", "远方传动")])
    (ratio,) = [row for row in leader(store, "明川精密") if row.aspect == "本地配套率"]
    assert ratio.item.endswith("（下限）") and ratio.firms == ("恒岳机械",)
    assert "采购清单只含缺的环节，不能算配套率" in ratio.reasons


def test_purchases_without_amounts_are_counted(store: Store, tmp_path: Path) -> None:
    rows = [["供应商", "采购方", "金额（万元）"], ["恒岳机械", "明川精密", "100"], ["无名商行", "明川精密", ""]]
    load(store, [table(tmp_path / "供应.csv", rows)])
    (ratio,) = [row for row in leader(store, "明川精密") if row.aspect == "本地配套率"]
    assert ratio.item == "1/2笔 = 50.0%（下限），至多100.0%" and "按笔数计" in ratio.reasons[0]


def test_counties_for_a_gap_with_reasons(store: Store) -> None:
    rows = [row for row in assign(store) if row.link == "RV减速器"]
    assert [row.region for row in rows] == ["禾川县", "青岚区"]
    assert any("链主“明川精密”在禾川县" in reason for reason in rows[0].reasons)
    assert all(row.evidence for row in rows)


def test_counties_that_go_for_the_same(store: Store) -> None:
    (row,) = overlaps(store)
    assert (row.kind, set(row.regions)) == ("产业", {"青岚区", "禾川县"}) and len(row.evidence) == 2


def test_what_if_changes_nothing_in_the_store(store: Store) -> None:
    before = gaps(store)
    (shift,) = [row for row in whatif(store, add=["远卓传动@RV减速器@青岚区"]) if row.kind == "环节"]
    assert (shift.link, shift.before, shift.after) == ("RV减速器", "缺", "弱")
    lost = {row.link: row.after for row in whatif(store, remove=["恒岳机械"]) if row.kind == "环节"}
    assert lost["伺服电机"] in ("未提及", "断")
    assert gaps(store) == before
    with pytest.raises(InputError):
        whatif(store, add=["远卓传动"])
    with pytest.raises(InputError):
        whatif(store, add=["远卓传动@RV减速器@武汉市"])
    with pytest.raises(UnknownName):
        whatif(store, add=["远卓传动@无此环节"])


@pytest.mark.parametrize(
    ("add", "remove", "said"),
    [
        ([], ["恒岳机械"], "恒岳机械在云溪市的1个环节，其中1个只有它一家"),
        ([], ["远卓传动"], "没有说远卓传动在云溪市做哪个环节，没有它缺口也不变"),
        ([], ["远卓传动"], "所有环节的状态、企业和名次都不变"),
        ([], ["恒立机器人"], "恒立机器人在“机器人本体”只有规划、在建或把握不大的记载"),
        ([], ["恒岳机械"], "云溪恒岳机械制造有限公司、云溪恒岳机械有限公司可能就是恒岳机械"),
        ([], ["云溪恒岳机械有限公司"], "。恒岳机械可能就是云溪恒岳机械有限公司"),
        (["恒岳机械@伺服电机"], [], "恒岳机械已经在“伺服电机”，加上它没有区别"),
    ],
)
def test_what_if_says_what_stays_and_why(
    store: Store, tmp_path: Path, add: list[str], remove: list[str], said: str
) -> None:
    more: list[Triple] = [("远卓传动", "SUPPLIES", "明川精密"), ("恒立机器人", "MAKES", "机器人本体")]
    plan(store, more, name="二.txt", quotes={1: "支持恒立机器人规划建设机器人本体项目"})
    rows = [HEADS, firm(1, "云溪恒岳机械有限公司", "家具零售", "云溪市青岚区1号")]
    rows += [firm(2, "云溪恒岳机械制造有限公司", "家具零售", "云溪市青岚区2号")]
    load(store, [table(tmp_path / "名录.csv", rows)])
    assert said in "。".join(outcome(store, add=add, remove=remove).notes)


_NAMES = ("电机", "伺服电机", "高精度伺服电机", "RV减速器", "谐波减速器", "机器人本体", "轴承", "精密轴承")
_GROUPS = (CHAIN, "工业机器人产业链", "竹产业链")


def _said_at_random(seed: int) -> list[Triple]:
    chance = random.Random(seed)
    firms = [f"云溪{number}机械" for number in range(6)]
    found: list[Triple] = [(chance.choice(firms), "MAKES", chance.choice(_NAMES)) for _ in range(5)]
    found += [(group, "FOCUSES_ON", chance.choice(_NAMES)) for group in _GROUPS for _ in range(3)]
    found += [(group, "SEEKS", chance.choice(_NAMES), "引进") for group in _GROUPS]
    found += [(chance.choice(firms), "LEADS", chance.choice(_GROUPS), "链主") for _ in range(5)]
    pairs = [chance.sample(_NAMES, 2) for _ in range(4)]
    return found + [(one, "UPSTREAM_OF", other) for one, other in pairs]


@pytest.mark.parametrize("seed", range(6))
def test_judging_what_a_change_touches_is_judging_all(tmp_path: Path, seed: int) -> None:
    with open_store(tmp_path / "云溪.db") as graph:
        plan(graph, list(dict.fromkeys(_said_at_random(seed))))
        drawn = picture(graph, scope(graph))
    rows = rated(drawn)
    firms = sorted({firm for _, one in rows for firm in one.firms})
    changes: list[tuple[list[Added], list[str]]] = [
        ([Added("远卓传动", name)], []) for name in sorted({link.name for link, _ in rows})
    ]
    changes += [([Added(firms[0], "谐波减速器")], [firm]) for firm in firms]
    for added, removed in changes:
        after = imagined(drawn, added, removed)
        assert rated_again(after, rows) == rated(after), (added, removed)


def test_changes_between_draft_and_final(store: Store) -> None:
    old: list[Triple] = [
        (CHAIN, "SEEKS", "RV减速器", "引进"),
        (CHAIN, "SEEKS", "编码器", "缺失"),
        ("明川精密", "LEADS", CHAIN, "龙头"),
    ]
    plan(store, old, name="旧.txt", title="云溪市计划", status=Status.DRAFT)
    plan(
        store,
        [(CHAIN, "SEEKS", "RV减速器", "引进"), ("明川精密", "LEADS", CHAIN, "链主")],
        name="新.txt",
        title="新计划",
    )
    rows = {(row.kind, row.name, row.change): row for row in changes(store, "旧.txt", "新.txt")}
    dropped = rows["缺口", f"{CHAIN} › 编码器", "删去"]
    assert (dropped.before, dropped.after) == ("缺失", "无（仍未补上：缺）")
    altered = rows["链主与企业", f"{CHAIN} › 明川精密", "改动"]
    assert (altered.before, altered.after, len(altered.evidence)) == ("龙头", "链主", 2)
    assert rows["缺口", f"{CHAIN} › RV减速器", "仍未补上"].after == "缺"
    with pytest.raises(UnknownName):
        changes(store, "没有.txt", "新.txt")
    with pytest.raises(InputError):
        changes(store, "新.txt", "新.txt")


def test_a_field_that_a_place_is_given_is_layout_and_no_new_cluster(store: Store) -> None:
    old: list[Triple] = [(CHAIN, "SEEKS", "编码器", "缺失")]
    new: list[Triple] = [*old, ("青岚区", "DEVELOPS", "工业母机"), ("禾川县", "HOSTS", "竹纤维产业集群")]
    for name, said in (("旧.txt", old), ("新.txt", new)):
        plan(store, said, name=name, title=f"{name[0]}计划")
    rows = {(row.kind, row.name) for row in changes(store, "旧.txt", "新.txt") if row.change == "新增"}
    assert rows == {("布局", "青岚区 › 工业母机"), ("布局", "禾川县 › 竹纤维产业集群"), ("集群", "竹纤维产业集群")}


def test_a_gap_that_is_open_still_stands_in_one_row(store: Store) -> None:
    wanted: list[Triple] = [(CHAIN, "SEEKS", name, "引进") for name in ("编码器", "RV减速器")]
    plan(store, wanted, name="旧.txt", title="旧计划")
    plan(store, wanted[1:], name="新.txt", title="新计划")
    rows = [row for row in changes(store, "旧.txt", "新.txt") if row.kind == "缺口"]
    assert [(row.name, row.change, row.after) for row in rows] == [
        (f"{CHAIN} › 编码器", "删去", "无（仍未补上：缺）"),
        (f"{CHAIN} › RV减速器", "仍未补上", "缺"),
    ]


def test_versions_are_named_by_their_paths_and_a_new_head_of_a_chain_is_told(store: Store, tmp_path: Path) -> None:
    for name, post in (("旧.txt", "副市长李四"), ("新.txt", "副市长王五")):
        said: list[Triple] = [(CHAIN, "SEEKS", "编码器", "引进"), (post, "RESPONSIBLE_FOR", CHAIN, "链长")]
        plan(store, said, name=name, title=f"{name[0]}计划")
    rows = changes(store, "规划/旧.txt", "规划/新.txt")
    assert [(row.name, row.change) for row in rows if row.kind == "责任人"] == [
        (f"{CHAIN} › 副市长李四", "删去"),
        (f"{CHAIN} › 副市长王五", "新增"),
    ]
    unread = tmp_path / "没载入.txt"
    unread.write_text("正文", encoding="utf-8")
    with pytest.raises(InputError, match="还没有载入"):
        changes(store, "旧.txt", str(unread))


def test_plans_in_one_file_are_named_by_their_titles(tmp_path: Path) -> None:
    text = "云溪市集群方案\n引进减速器企业，壮大智能装备产业集群。\n云溪市链长方案\n引进轴承企业。\n"
    with open_store(tmp_path / "a.db") as graph:
        source, facts = two_plans(text)
        graph.add(source, facts)
        rows = changes(graph, "云溪市集群方案", "《云溪市链长方案》")
        assert {(row.kind, row.name, row.change) for row in rows if row.kind == "缺口"} == {
            ("缺口", f"{CHAIN} › 减速器", "删去"),
            ("缺口", f"{CHAIN} › 轴承", "新增"),
        }
        with pytest.raises(InputError):
            changes(graph, "云溪市集群方案", "云溪市集群方案")
        with pytest.raises(UnknownName) as error:
            changes(graph, "云溪市集群法案", "云溪市链长方案")
        assert error.value.near[0] == "云溪市集群方案"


def two_plans(text: str) -> tuple[Document, list[Fact]]:
    """A file that holds two plans, each of which wants one link."""
    parts = tuple(
        Part(n, title, None, None, None, "云溪市") for n, title in enumerate(("云溪市集群方案", "云溪市链长方案"))
    )
    source = Document("0123456789abcdef", "0123456789abcdef" * 4, "两个方案.txt", text, parts, ())
    facts = []
    for number, (link, quote) in enumerate((("减速器", "引进减速器企业"), ("轴承", "引进轴承企业"))):
        start = text.index(quote)
        proof = Evidence(source.id, quote, Place(("一、重点任务",), number, number, start, start + len(quote)))
        facts.append(Fact(CHAIN, "Chain", "SEEKS", link, "Link", proof, "引进"))
    return source, facts


def test_officials_at_the_head_of_a_chain_are_listed_apart_from_its_firms(store: Store) -> None:
    said: list[Triple] = [
        ("副市长李四", "RESPONSIBLE_FOR", CHAIN, "链长"),
        ("市经信局", "RESPONSIBLE_FOR", CHAIN, "牵头单位"),
    ]
    plan(store, said, name="链长制.txt")
    assert [(row.official, row.role) for row in chiefs(store, chain=CHAIN)] == [("副市长李四", "链长")]
    assert [(row.firm, row.role) for row in leaders(store, chain=CHAIN)] == [("明川精密", "链主")]
    assert [one.question for one in review(store, "李四")] == [f"副市长李四 负责（链长） {CHAIN}"]


def test_leaders_are_those_of_the_place_and_stand_where_the_documents_put_them(tmp_path: Path) -> None:
    def asked(region: str | None = None) -> list[tuple[str, str]]:
        return [(row.firm, row.region) for row in leaders(graph, region=region)]

    with open_store(tmp_path / "a.db") as graph:
        ours: list[Triple] = [
            ("明川精密", "LEADS", CHAIN, "链主"),
            ("明川精密", "LOCATED_IN", "青岚区"),
            ("远方重工", "LEADS", CHAIN, "龙头"),
            ("远方重工", "LOCATED_IN", "望潮市"),
            ("恒岳机械", "LEADS", CHAIN, "龙头"),
            ("青岚区", "HOSTS", CHAIN),
        ]
        plan(graph, ours)
        plan(graph, [("浪屿阀门", "LEADS", "船舶产业链", "链主")], name="外市.txt", region="望潮市")
        plan(graph, [("北岭酵母", "LEADS", "生物制造", "龙头")], name="外省.txt", region="北岭省")
        assert asked() == [("明川精密", "青岚区"), ("恒岳机械", "云溪市"), ("远方重工", "望潮市")]
        assert asked("青岚区") == [("明川精密", "青岚区")]
        assert asked("望潮市") == [("远方重工", "望潮市"), ("浪屿阀门", "望潮市")]
        assert asked("北岭省") == [("北岭酵母", "北岭省")]


def test_nobody_is_his_own_supplier_under_another_name(store: Store) -> None:
    more: list[Triple] = [("云溪明川精密机械", "MAKES", "伺服电机"), ("伺服电机", "UPSTREAM_OF", "机器人本体")]
    plan(store, more, name="供.txt")
    assert [row.supplier for row in suppliers(store, "明川精密")] == ["恒岳机械"]
    asked = [one.question for one in review(store) if one.kind == "同名"]
    assert "云溪明川精密机械 与 明川精密 是不是同一家企业" in asked


def test_each_supplier_of_a_firm_stands_in_one_row(store: Store) -> None:
    more: list[Triple] = [
        ("恒岳机械", "SUPPLIES", "明川精密"),
        ("恒岳机械", "MAKES", "RV减速器"),
        ("远卓传动", "MAKES", "RV减速器"),
        ("远卓传动", "MAKES", "伺服电机"),
        ("RV减速器", "UPSTREAM_OF", "机器人本体"),
        ("伺服电机", "UPSTREAM_OF", "机器人本体"),
    ]
    plan(store, more, name="供.txt")
    assert [(row.supplier, row.item, row.relation) for row in suppliers(store, "明川精密")] == [
        ("远卓传动", "RV减速器、伺服电机", "上游环节"),
        ("恒岳机械", "", "供应"),
    ]


def test_projects_with_their_progress(store: Store) -> None:
    (row,) = projects(store)
    assert (row.chain, row.firms, row.year, row.progress) == (CHAIN, ("明川精密",), "2027", "在建")
    assert projects(store, stage="谋划") == [] and len(projects(store, chain="智能装备")) == 1


def test_links_of_one_sentence_stand_in_the_stages_that_it_names(tmp_path: Path) -> None:
    quote = "上游发展铧坯、云锭，中游发展霞板，下游发展岚件"
    with open_store(tmp_path / "a.db") as graph:
        names = ("铧坯", "云锭", "霞板", "岚件")
        plan(graph, [(CHAIN, "FOCUSES_ON", name) for name in names], quotes=dict.fromkeys(range(4), quote))
        stages = {step.link: step.stage for step in chain(graph, CHAIN) if step.link in names}
    assert stages == {"铧坯": "上游", "云锭": "上游", "霞板": "中游", "岚件": "下游"}
