"""The seven states, and the traps that are no gaps."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from city import Triple, plan

from liantu.errors import UnknownName
from liantu.graph import Store, open_store
from liantu.queries.answers import Gap, State
from liantu.queries.gaps import gaps
from liantu.queries.links import explain
from liantu.queries.priority import default_weights, read_weights
from liantu.schema import Status

CHAIN = "智能装备产业链"
Asked = Callable[[Sequence[Triple]], dict[str, Gap]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "云溪.db") as graph:
        yield graph


def rows(store: Store, **asked: str) -> dict[str, Gap]:
    """Rows of the one chain by link."""
    return {row.link: row for row in gaps(store, **asked) if row.chain == CHAIN}  # type: ignore[arg-type]  # names vary


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
    assert silent.reasons[0] == "参考链有此环节，文件和名录都没有提到"


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


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        ("全市谐波减速器产量居全国首位，要引进上游企业", State.STRONG),
        ("谐波减速器占全国三成，优势突出", State.STRONG),
        ("现状：谐波减速器领跑全国", State.STRONG),
        ("电机、谐波减速器、轴承市占率均居行业前三", State.STRONG),
        ("已有电机产能6万台，谐波减速器产能12万台，但下游缺失", State.PRESENT),
        ("谐波减速器、轴承等配套齐全", State.PRESENT),
        ("中游巩固电机、谐波减速器制造优势，突破轴承", State.PRESENT),
        ("谐波减速器虽有3家企业生产，但高端仍靠外购", State.PRESENT),
        ("谐波减速器已有企业小批量生产", State.PRESENT),
        ("谐波减速器是我市的看家产品", State.STRONG),
        ("云溪谐波减速器供应能力强", State.STRONG),
        ("但青岚区电机、谐波减速器全国知名", State.STRONG),
        ("谐波减速器、轴承企业达到160余家", State.STRONG),
        ("拥有谐波减速器生产企业十二家", State.STRONG),
        ("我市是全国最大的谐波减速器生产基地", State.STRONG),
        ("谐波减速器有三家企业，供需平衡", State.PRESENT),
        ("谐波减速器、轴承具备一定基础", State.PRESENT),
        ("谐波减速器能够自给", State.PRESENT),
        ("谐波减速器初具规模", State.PRESENT),
        ("谐波减速器有一定基础，但规模偏小", State.MISSING),
        ("谐波减速器自给率不足", State.MISSING),
        ("打造全国最大的谐波减速器生产基地", State.MISSING),
        ("江阳谐波减速器全国领先", State.MISSING),
        ("与全国领先水平相比，谐波减速器差距较大", State.MISSING),
        ("谐波减速器有3家企业，规模偏小", State.MISSING),
        ("到2030年已有电机产能6万台，谐波减速器产能12万台", State.MISSING),
        ("邻江市电机、谐波减速器优势突出", State.MISSING),
        ("力争谐波减速器产量居全国首位", State.MISSING),
        ("国内谐波减速器优势突出，我市缺失", State.MISSING),
    ],
)
def test_what_a_sentence_says_that_the_place_makes_much_of_stands_here(quote: str, state: State, store: Store) -> None:
    said: list[Triple] = [
        (CHAIN, "FOCUSES_ON", "谐波减速器"),
        (CHAIN, "SEEKS", "谐波减速器", "引进"),
        ("青岚区", "DEVELOPS", "智能装备"),
    ]
    plan(store, said, quotes={0: quote, 1: "引进谐波减速器企业"})
    row = rows(store)["谐波减速器"]
    assert row.state is state
    if state in (State.STRONG, State.PRESENT):
        assert row.reasons[0].startswith(("文件称本地这一环", "文件说本地已有生产")) and row.evidence[0].quote == quote


def test_what_a_sentence_calls_outstanding_is_strong_with_one_firm_too_unless_the_text_calls_it_weak(
    store: Store,
) -> None:
    said: list[Triple] = [(CHAIN, "SEEKS", "伺服电机", "引进"), ("明川精密", "MAKES", "谐波减速器")]
    quotes = {1: "明川精密谐波减速器产销量连续多年居全国第一"}
    plan(store, said, quotes=quotes)
    row = next(row for row in gaps(store) if row.link == "谐波减速器")
    assert row.state is State.STRONG and row.firms == ("明川精密",) and row.evidence[0].quote == quotes[1]
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "补强")], name="二.txt")
    assert rows(store)["谐波减速器"].state is State.WEAK


def test_what_a_text_says_is_here_and_calls_weak_elsewhere_is_weak(store: Store) -> None:
    said: list[Triple] = [(CHAIN, "FOCUSES_ON", "谐波减速器"), (CHAIN, "SEEKS", "谐波减速器", "补强")]
    plan(store, said, quotes={0: "谐波减速器优势突出", 1: "谐波减速器产能不足"})
    row = rows(store)["谐波减速器"]
    assert row.state is State.WEAK and {proof.quote for proof in row.evidence} == {
        "谐波减速器优势突出",
        "谐波减速器产能不足",
    }


def test_a_heading_of_aims_tells_what_is_to_be(store: Store) -> None:
    quotes = {0: "谐波减速器产量居全国第一"}
    plan(store, [(CHAIN, "FOCUSES_ON", "谐波减速器")], quotes=quotes, heading="（二）发展目标")
    assert rows(store)["谐波减速器"].state is State.UNKNOWN


@pytest.mark.parametrize(
    ("quote", "heading", "state"),
    [
        ("本体组装、谐波减速器", "优势环节", State.STRONG),
        ("本体组装、谐波减速器", "现有环节", State.PRESENT),
        ("本体组装、谐波减速器", "重点环节", State.UNKNOWN),
        ("强项：本体组装、谐波减速器；弱项：编码器", "一、现状", State.STRONG),
        ("强项：本体组装；弱项：编码器、谐波减速器", "一、现状", State.UNKNOWN),
        ("工业机器人\t谐波减速器\t优势突出", "一、现状", State.STRONG),
        ("谐波减速器\t空白", "一、现状", State.UNKNOWN),
        ("智能装备产业链目前谐波减速器配套完善", "一、现状", State.PRESENT),
        ("谐波减速器、编码器为传统强项", "一、现状", State.STRONG),
        ("谐波减速器已形成规模", "一、现状", State.PRESENT),
        ("谐波减速器力争形成规模", "一、现状", State.UNKNOWN),
    ],
)
def test_what_is_listed_or_told_as_a_strength_stands_here(quote: str, heading: str, state: State, store: Store) -> None:
    plan(store, [(CHAIN, "FOCUSES_ON", "谐波减速器")], quotes={0: quote}, heading=heading)
    assert rows(store)["谐波减速器"].state is state


def test_what_is_much_of_one_end_of_an_order_is_not_much_of_the_other(store: Store) -> None:
    said: list[Triple] = [("谐波减速器", "UPSTREAM_OF", "本体组装"), (CHAIN, "SEEKS", "谐波减速器", "补强")]
    plan(store, said, quotes={0: "本体组装优势突出"})
    assert rows(store)["谐波减速器"].state is State.WEAK


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
    assert not any("都没有提到" in row.reasons[0] for row in gaps(store) if row.state is not State.UNKNOWN)


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


def test_a_chain_without_documents_shows_its_reference_as_unknown(store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进")])
    found = gaps(store, chain="商业航天")
    assert len(found) > 24 and {row.state for row in found} == {State.UNKNOWN}
    with pytest.raises(UnknownName) as error:
        gaps(store, chain="商业航夭")
    assert "商业航天" in error.value.near
    with pytest.raises(UnknownName):
        gaps(store, region="无此市")


def test_another_reference_chain_can_be_chosen(store: Store) -> None:
    plan(store, [(CHAIN, "SEEKS", "数控系统", "引进")])
    chosen = {row.link for row in gaps(store, chain="智能装备", reference="数控机床")}
    assert "滚珠丝杠" in chosen and "焊接机器人" not in chosen


def test_ranks_are_explained_and_follow_the_weights(store: Store, tmp_path: Path) -> None:
    plan(store, [(CHAIN, "SEEKS", "谐波减速器", "引进"), (CHAIN, "SEEKS", "伺服电机", "缺失")])
    first = explain(store)[0]
    assert (first.link, first.rank, first.by_text) == ("伺服电机", 1, 1)
    assert "文件写明缺失（+5）" in first.factors and float(first.top_five.rstrip("%")) > 90
    assert first.source.startswith("《国民经济行业分类》")
    file = tmp_path / "权重.yaml"
    file.write_text("said: {引进: 9}\n", "utf-8")
    weights = read_weights(file)
    assert gaps(store, weights=weights)[0].link == "谐波减速器"
    assert weights["downstream"] == default_weights()["downstream"]


def test_a_chain_is_known_by_how_its_name_begins_before_a_reference_chain_is(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as graph:
        said: list[Triple] = [
            ("锂电新能源产业链", "SEEKS", "隔膜", "缺失"),
            ("锂电材料产业链", "SEEKS", "铜箔", "引进"),
        ]
        plan(graph, said)
        assert {row.chain for row in gaps(graph, chain="锂电")} == {"锂电新能源产业链", "锂电材料产业链"}
        assert {row.chain for row in gaps(graph, chain="锂电材料")} == {"锂电材料产业链"}


def test_an_answer_is_kept_until_something_is_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = [(CHAIN, "SEEKS", "谐波减速器", "引进"), (CHAIN, "SEEKS", "机器视觉", "补强")]
    plan(store, wanted)
    first = gaps(store)
    with monkeypatch.context() as patch:
        patch.setattr("liantu.queries.links.judged", None)
        assert gaps(store) == first
        assert gaps(store, state=State.WEAK) == [row for row in first if row.state is State.WEAK]
    plan(store, [(CHAIN, "SEEKS", "精密轴承", "缺失")])
    assert rows(store)["精密轴承"].state is State.MISSING
    doubled = gaps(store, weights={**default_weights(), "said.缺失": 100.0})
    assert next(row for row in doubled if row.link == "精密轴承").score > rows(store)["精密轴承"].score


def test_a_name_that_only_holds_a_reference_chain_needs_a_link_of_it(store: Store) -> None:
    own = ["防爆电机", "防爆灯具", "防爆风机", "防爆开关", "防爆门"]
    plan(store, [("防爆及智能装备产业链", "FOCUSES_ON", link) for link in own])
    assert {row.link for row in gaps(store)} == set(own)
    plan(store, [("防爆及智能装备产业链", "FOCUSES_ON", "谐波减速器")])
    assert len(gaps(store)) > len(own) + 1


def test_a_weak_link_shows_first_what_says_so_then_who_makes_it(store: Store) -> None:
    plan(store, [("明川精密", "MAKES", "精密轴承"), (CHAIN, "SEEKS", "精密轴承", "补强")])
    found = rows(store)["精密轴承"]
    assert found.state is State.WEAK
    assert [proof.quote for proof in found.evidence] == [f"{CHAIN}与精密轴承。", "明川精密与精密轴承。"]
