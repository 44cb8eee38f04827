"""The seven states, and the traps that are no gaps."""

import pytest
from city import CHAIN, Triple, plan, rows

from liantu.graph import Store
from liantu.queries.answers import State
from liantu.queries.gaps import gaps
from liantu.schema import Status


def test_present_strong_and_missing(store: Store) -> None:
    plan(
        store,
        [
            ("明川精密", "LEADS", CHAIN, "链主"),
            ("明川精密", "MAKES", "伺服电机"),
            ("恒岳机械", "MAKES", "精密轴承"),
            (CHAIN, "FOCUSES_ON", "伺服电机"),
            (CHAIN, "FOCUSES_ON", "精密轴承"),
            (CHAIN, "SEEKS", "谐波减速器", "引进"),
            (CHAIN, "SEEKS", "机器视觉", "补强"),
        ],
    )
    found = rows(store)
    states = {link: found[link].state for link in ("伺服电机", "精密轴承", "谐波减速器", "机器视觉")}
    assert list(states.values()) == [State.STRONG, State.PRESENT, State.MISSING, State.WEAK]
    assert found["谐波减速器"].rank == 1 and found["谐波减速器"].evidence[0].quote == f"{CHAIN}与谐波减速器。"
    assert any("参考链“工业机器人”上游“谐波减速器”" in reason for reason in found["谐波减速器"].reasons)


def test_what_no_document_says_is_unknown_and_comes_last(store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进")])
    found = rows(store)
    silent = found["滚珠丝杠"]
    assert silent.state is State.UNKNOWN and silent.evidence == () and silent.score == 0
    assert silent.reasons[0] == "参考链有此环节，文件里没有读到它"


def test_what_a_document_names_elsewhere_is_not_called_unmentioned(store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进"), ("青岚区", "DEVELOPS", "滚珠丝杠")])
    named = rows(store)["滚珠丝杠"]
    assert named.state is State.UNKNOWN
    assert named.reasons[0] == "参考链有此环节，文件提到它，没有说它在本链的现状"
    assert [proof.quote for proof in named.evidence] == ["青岚区与滚珠丝杠。"]


def test_broken_only_where_firms_stand_on_both_sides(store: Store) -> None:
    chain: list[Triple] = [
        ("纺纱", "UPSTREAM_OF", "织布"),
        ("织布", "UPSTREAM_OF", "成衣"),
        (CHAIN, "FOCUSES_ON", "织布"),
    ]
    plan(store, [*chain, ("锦和纺织", "MAKES", "纺纱")])
    assert rows(store)["织布"].state is State.UNKNOWN
    plan(store, [("瑞丰服饰", "MAKES", "成衣")], name="名录.txt")
    broken = rows(store)["织布"]
    assert broken.state is State.BROKEN
    assert any("锦和纺织" in reason for reason in broken.reasons) and any("瑞丰服饰" in r for r in broken.reasons)
    quotes = [proof.quote for proof in broken.evidence]
    assert any("锦和纺织" in quote for quote in quotes) and any("瑞丰服饰" in quote for quote in quotes)


def test_borrowed_from_the_places_around(store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进")])
    plan(store, [("远卓传动", "MAKES", "谐波减速器")], name="邻市.txt", region="江阳市")
    assert rows(store)["谐波减速器"].state is State.MISSING
    found = {row.link: row for row in gaps(store, region="云溪市", circle=("江阳市",)) if row.chain == CHAIN}
    assert found["谐波减速器"].state is State.BORROWED and "江阳市有：远卓传动" in found["谐波减速器"].reasons[0]


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("谐波减速器依靠江阳市供应，可在省内协作解决，不必重复建设", State.BORROWED),
        ("谐波减速器由江阳市企业提供，可就近配套", State.BORROWED),
        ("谐波减速器依托江阳市院所，可以借力", State.BORROWED),
        ("谐波减速器由江阳市企业提供", State.MISSING),
        ("轴承可就近配套，谐波减速器依赖进口", State.MISSING),
    ],
)
def test_what_the_text_would_rather_have_from_elsewhere_is_borrowed(quote: str, state: State, store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "缺失")], quotes={0: quote})
    assert rows(store)["谐波减速器"].state is state


@pytest.mark.parametrize(
    ("quote", "reason"),
    [
        ("避免重复建设谐波减速器产能", "避免"),
        ("严禁新增谐波减速器项目", "避免"),
        ("引入谐波减速器、数字孪生系统", "采用的技术"),
    ],
)
def test_a_sentence_against_or_about_use_is_no_gap(quote: str, reason: str, store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进")], quotes={0: quote})
    row = rows(store)["谐波减速器"]
    assert row.state is State.UNKNOWN and any(reason in text for text in row.reasons)
    assert row.evidence[0].quote == quote


def test_a_gap_that_the_final_plan_dropped_is_none(store: Store) -> None:
    draft = Status.DRAFT
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进")], name="稿.txt", title="云溪市规划（征求意见稿）", status=draft)
    assert rows(store)["谐波减速器"].state is State.MISSING
    plan(store, [(CHAIN, "SEEKS", "伺服电机", "引进")], name="终.txt", title="关于印发《云溪市规划》的通知")
    found = rows(store)
    assert found["谐波减速器"].state is State.UNKNOWN and found["伺服电机"].state is State.MISSING
    assert "征求意见稿曾提出，正式稿没有再提" in found["谐波减速器"].reasons


def test_what_the_final_plan_wants_counts_though_its_draft_bears_the_same_title(store: Store) -> None:
    wanted: list[Triple] = [(CHAIN, "SEEKS", "谐波减速器", "引进")]
    plan(store, wanted, name="稿.txt", title="云溪市规划", status=Status.DRAFT)
    plan(store, wanted, name="终.txt", title="云溪市规划")
    assert rows(store)["谐波减速器"].state is State.MISSING


def test_kinds_of_firms_are_no_links(store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "上下游配套企业", "引进"), (CHAIN, "SEEKS", "伺服电机", "引进")])
    assert "上下游配套企业" not in rows(store)


def test_planned_only_is_weak(store: Store) -> None:
    quotes = {1: "支持明川精密拟投资建设谐波减速器项目"}
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进"), ("明川精密", "MAKES", "谐波减速器")], quotes=quotes)
    row = rows(store)["谐波减速器"]
    assert row.state is State.WEAK and row.firms == () and "只有规划或在建项目：明川精密" in row.reasons


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("支持明川精密建设传动研究院，重点开发谐波减速器", State.WEAK),
        ("加快推进明川精密年产3万台谐波减速器生产线、恒岳轴承等重点项目建设", State.WEAK),
        ("力争明川精密谐波减速器项目2027年建成投产", State.WEAK),
        ("明川精密谐波减速器项目落户开发区，总投资5亿元", State.WEAK),
        ("明川精密年产3万台谐波减速器，达产后将新增产值3亿元", State.WEAK),
        ("明川精密谐波减速器项目落户开发区，现已投产", State.PRESENT),
        ("明川精密研究院开发的谐波减速器已批量供货", State.PRESENT),
        ("明川精密谐波减速器项目已建成投产", State.PRESENT),
        ("实施明川精密谐波减速器技改项目", State.PRESENT),
        ("推进谐波减速器项目建设，支持明川精密生产谐波减速器", State.PRESENT),
    ],
)
def test_an_institute_or_work_that_is_to_be_built_makes_nothing_yet(quote: str, state: State, store: Store) -> None:
    plan(store, [(CHAIN, "FOCUSES_ON", "谐波减速器"), ("明川精密", "MAKES", "谐波减速器")], quotes={1: quote})
    assert rows(store)["谐波减速器"].state is state


def test_what_is_said_of_one_chain_does_not_spread_to_its_siblings(store: Store) -> None:
    said: list[Triple] = [
        ("低空飞行器产业链", "FOCUSES_ON", "无人机整机"),
        ("低空通信产业链", "FOCUSES_ON", "通信模组"),
        ("低空飞行器产业链", "PART_OF", "低空经济产业链"),
        ("低空通信产业链", "PART_OF", "低空经济产业链"),
        ("翼飞航空", "MAKES", "飞控系统"),
        ("海遥科技", "MAKES", "任务载荷"),
    ]
    plan(store, said, blocks={4: 1})
    found = [(row.chain, row.link) for row in gaps(store) if row.firms]
    assert found == [("低空经济产业链", "任务载荷"), ("低空通信产业链", "飞控系统")]


def test_one_firm_of_several_sentences_is_one_firm_in_each_of_its_chains(store: Store) -> None:
    for number, chain in enumerate(("阀门产业链", "阀门产业链", "阀门产业链", "船舶产业链")):
        said: list[Triple] = [(chain, "FOCUSES_ON", f"{chain[:2]}总成"), ("明川精密", "MAKES", "密封圈")]
        plan(store, said, name=f"第{number}份.txt", blocks={0: 0, 1: 0})
    found = {row.chain: row for row in gaps(store) if row.link == "密封圈"}
    assert set(found) == {"阀门产业链", "船舶产业链"} and {row.firms for row in found.values()} == {("明川精密",)}
    assert {(row.state, row.reasons[0]) for row in found.values()} == {(State.PRESENT, "文件或名录点名1家本地企业")}


def test_another_kind_of_the_same_reference_link_does_not_count(store: Store) -> None:
    names = ("装配机器人", "精密制造机器人", "喷涂机器人")
    plan(store, [*((CHAIN, "FOCUSES_ON", name) for name in names), ("明川精密", "MAKES", "精密制造机器人")])
    found = rows(store)
    assert [found[name].state for name in names] == [State.UNKNOWN, State.PRESENT, State.UNKNOWN]


def test_a_link_that_is_a_chain_of_its_own_says_so_with_its_sentences(store: Store) -> None:
    said: list[Triple] = [
        (CHAIN, "SEEKS", "机器人零部件", "引进"),
        (CHAIN, "SEEKS", "智能装备", "引进"),
        (CHAIN, "SEEKS", "机器人产业链", "补强"),
        ("机器人零部件产业链", "FOCUSES_ON", "减速器"),
        *((firm, "LEADS", "机器人零部件产业链", "龙头") for firm in ("明川精密", "恒岳传动", "青岚电机")),
    ]
    plan(store, said)
    found = rows(store)
    assert "智能装备" not in found and "机器人产业链" not in found
    row = found["机器人零部件"]
    assert row.state is State.STRONG and row.reasons[0].startswith("“机器人零部件”自成一链，本地已有企业：恒岳传动、")
    assert {"明川精密与机器人零部件产业链。", f"{CHAIN}与机器人零部件。"} <= {proof.quote for proof in row.evidence}
    assert not any("没有读到" in row.reasons[0] for row in gaps(store) if row.state is not State.UNKNOWN)


def test_only_chain_leaders_stand_in_their_column(store: Store) -> None:
    other = "竹纤维产业链"
    said: list[Triple] = [
        (CHAIN, "SEEKS", "伺服电机", "引进"),
        ("明川精密", "LEADS", CHAIN, "链主"),
        ("恒岳机械", "LEADS", CHAIN, "龙头"),
        (other, "SEEKS", "竹原料", "引进"),
        ("青竹新材", "LEADS", other, "龙头"),
    ]
    plan(store, said)
    found = {row.link: row for row in gaps(store)}
    assert found["伺服电机"].leaders == ("明川精密",) and found["竹原料"].leaders == ()
    assert "文件没有点名本链链主，龙头企业有：青竹新材" in found["竹原料"].reasons


def test_another_citys_sentence_is_no_proof_of_a_row_here(store: Store) -> None:
    here: list[Triple] = [
        (CHAIN, "FOCUSES_ON", "伺服电机"),
        ("明川精密", "MAKES", "伺服电机"),
        ("恒岳机械", "LOCATED_IN", "云溪市"),
    ]
    plan(store, here)
    there: list[Triple] = [("江阳电机", "MAKES", "伺服电机"), ("恒岳机械", "MAKES", "伺服电机")]
    plan(store, there, name="邻市.txt", title="江阳市规划", region="江阳市")
    row = {one.link: one for one in gaps(store, region="云溪市", circle=("江阳市",))}["伺服电机"]
    assert row.firms == ("明川精密",) and {proof.document for proof in row.evidence} == {"规划.txt"}


def test_firms_to_win_and_firms_elsewhere_are_not_local(store: Store) -> None:
    said: list[Triple] = [
        (CHAIN, "SEEKS", "谐波减速器", "引进"),
        (CHAIN, "SEEKS", "伺服电机", "引进"),
        (CHAIN, "TARGETS", "远卓传动"),
        ("远卓传动", "MAKES", "谐波减速器"),
        ("海州电机", "MAKES", "伺服电机"),
        ("海州电机", "LOCATED_IN", "武汉市"),
    ]
    plan(store, said)
    found = rows(store)
    assert found["谐波减速器"].state is State.MISSING and found["伺服电机"].state is State.MISSING


def test_what_its_reader_doubts_decides_nothing(store: Store) -> None:
    plan(store, [(CHAIN, "FOCUSES_ON", "伺服电机")])
    plan(
        store,
        [("明川精密", "MAKES", "伺服电机"), (CHAIN, "SEEKS", "谐波减速器", "引进")],
        name="疑.txt",
        confidence=0.3,
    )
    found = rows(store)
    assert found["伺服电机"].state is State.UNKNOWN and found["谐波减速器"].state is State.UNKNOWN
    assert any("请人核对" in reason for reason in found["伺服电机"].reasons)
    assert any("请人核对" in reason for reason in found["谐波减速器"].reasons)


def test_another_name_of_the_link_counts(store: Store) -> None:
    chain = "新能源汽车产业链"
    plan(
        store,
        [(chain, "SEEKS", "电池管理系统", "引进"), ("明川电子", "LEADS", chain, "龙头"), ("明川电子", "MAKES", "BMS")],
    )
    row = next(row for row in gaps(store) if (row.chain, row.link) == (chain, "电池管理系统"))
    assert row.state is State.WEAK and row.firms == ("明川电子",)
    assert "同一环节也写作：BMS" in row.reasons


def test_a_whole_is_the_thing_and_another_kind_of_it_is_told_but_not_counted(store: Store) -> None:
    said: list[Triple] = [
        ("低空经济产业链", "FOCUSES_ON", "eVTOL"),
        ("翼飞航空", "MAKES", "eVTOL整机"),
        ("船舶产业链", "SEEKS", "船用发动机", "补强"),
        ("船舶产业链", "FOCUSES_ON", "船用低速柴油机"),
        ("明川动力", "MAKES", "船用低速柴油机"),
    ]
    plan(store, said)
    found = {row.link: row for row in gaps(store)}
    assert found["eVTOL"].firms == ("翼飞航空",) and "同一环节也写作：eVTOL整机" in found["eVTOL"].reasons
    engine = found["船用发动机"]
    assert (engine.state, engine.firms) == (State.WEAK, ())
    assert "参考链同一环节里另有“船用低速柴油机”（明川动力），未计入，请核对" in engine.reasons


def test_a_county_has_its_own_firms_and_borrows_from_its_city(store: Store) -> None:
    said: list[Triple] = [
        ("青岚区", "HOSTS", "智能装备产业集群"),
        (CHAIN, "SEEKS", "谐波减速器", "引进"),
        ("明川精密", "MAKES", "谐波减速器"),
        ("明川精密", "LOCATED_IN", "禾川县"),
        ("恒岳机械", "MAKES", "伺服电机"),
        ("恒岳机械", "LOCATED_IN", "青岚区"),
        (CHAIN, "FOCUSES_ON", "伺服电机"),
    ]
    plan(store, said)
    group = {row.link: row for row in gaps(store, region="青岚") if "智能装备" in row.chain}
    assert group["伺服电机"].state is State.PRESENT and group["谐波减速器"].state is State.BORROWED
    assert "由云溪市的文件提出" in group["谐波减速器"].reasons
    whole = {row.link: row for row in gaps(store, region="云溪市") if "智能装备" in row.chain}
    assert whole["谐波减速器"].firms == ("明川精密",)


def test_one_firm_that_several_leaders_rest_on(store: Store) -> None:
    leaders: list[Triple] = [(name, "LEADS", CHAIN, "链主") for name in ("甲机器人", "乙机器人")]
    plan(store, [*leaders, (CHAIN, "FOCUSES_ON", "谐波减速器"), ("明川精密", "MAKES", "谐波减速器")])
    assert any("单点依赖" in reason for reason in rows(store)["谐波减速器"].reasons)
