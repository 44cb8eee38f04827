"""What stands on the maps of a small imaginary city, gathered from a real store."""

from pathlib import Path

import pytest
from city import Triple, plan
from graph_facts import document, fact

from liantu.errors import UnknownName
from liantu.graph import open_store
from liantu.queries.answers import State
from liantu.queries.city import city
from liantu.queries.maps import maps
from liantu.queries.pictures import NO_YEAR, UNSTAGED, ChainMaps
from liantu.reports.city import sections
from liantu.reports.maps.county import draw
from liantu.schema import Evidence, Fact, Place

SAND, WARE, STONE = ("星砂产业链", "Chain"), ("星砂器皿集群", "Cluster"), ("月石产业", "Industry")
SENTENCE = "到2027年建成投产年产5万吨星砂项目"


@pytest.fixture(scope="module")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    source = document("规划")

    def say(subject: tuple[str, str], predicate: str, object_: tuple[str, str], role: str | None = None) -> Fact:
        one = fact(source, subject, predicate, object_, start=len(facts))
        return Fact(one.subject, one.subject_type, predicate, one.object, one.object_type, one.evidence, role)

    facts: list[Fact] = []
    firm, place = ("青竹新材料", "Enterprise"), ("青岚区", "Region")
    for row in (
        (SAND, "FOCUSES_ON", ("星砂采集", "Link")),
        (SAND, "SEEKS", ("星砂提纯", "Link"), "缺失"),
        (WARE, "PART_OF", SAND),
        (WARE, "FOCUSES_ON", ("星砂灯盏", "Link")),
        (("星砂采集", "Link"), "UPSTREAM_OF", ("星砂提纯", "Link")),
        (("星砂提纯", "Link"), "UPSTREAM_OF", ("星砂坯", "Link")),
        (firm, "MAKES", ("星砂采集", "Link")),
        (firm, "LEADS", SAND, "链主"),
        (("白石纺织", "Enterprise"), "LEADS", WARE, "配套"),
        (firm, "LOCATED_IN", place),
        (("星砂坯", "Link"), "APPLIED_IN", ("服装家纺", "Application")),
        (place, "DEVELOPS", STONE),
        (STONE, "PART_OF", SAND),
        (("石桥县", "Region"), "DEVELOPS", STONE),
        (SAND, "SUPPORTED_BY", ("青岚区星砂产业园", "Park")),
        (SAND, "TARGETS", ("远山生物", "Enterprise")),
        (("市林业局", "Agency"), "RESPONSIBLE_FOR", SAND, "牵头单位"),
    ):
        facts.append(say(*row))
    project = Evidence(source.id, SENTENCE, Place(("一、项目",), 0, 90, 90, 110))
    facts.append(Fact(*SAND, "HAS_PROJECT", "年产5万吨星砂项目", "Project", project))
    facts.append(Fact(*firm, "UNDERTAKES", "年产5万吨星砂项目", "Project", project))
    path = tmp_path_factory.mktemp("store") / "liantu.db"
    with open_store(path) as store:
        store.add(source, facts)
    return path


@pytest.fixture(scope="module")
def sand(store_path: Path) -> ChainMaps:
    with open_store(store_path, create=False) as store:
        (found,) = maps(store, "星砂")
    return found


def test_a_stated_order_gives_the_stages(sand: ChainMaps) -> None:
    stages = {box.link: box.stage for box in sand.boxes}
    assert stages == {"星砂采集": "上游", "星砂提纯": "中游", "星砂坯": "下游", "星砂灯盏": UNSTAGED}
    assert [(order.before, order.after) for order in sand.orders] == [("星砂提纯", "星砂坯"), ("星砂采集", "星砂提纯")]


def test_firms_come_with_role_place_and_sentences(sand: ChainMaps) -> None:
    (firm,) = next(box.firms for box in sand.boxes if box.link == "星砂采集")
    assert (firm.name, firm.role, firm.region) == ("青竹新材料", "链主", "青岚区") and firm.evidence
    assert [(lead.firm, lead.role) for lead in sand.leads] == [("白石纺织", "配套")]


def test_a_use_bears_the_state_of_its_link(sand: ChainMaps) -> None:
    (use,) = sand.uses
    assert (use.item, use.field, use.state) == ("星砂坯", "服装家纺", State.UNKNOWN)


def test_two_places_with_one_field_are_a_duplication(sand: ChainMaps) -> None:
    fields = [(spot.region, spot.shared) for spot in sand.spots if spot.kind == "产业"]
    assert fields == [("石桥县", 2), ("青岚区", 2)]
    firms = [spot.firms for spot in sand.spots if spot.kind == "环节"]
    assert firms == [("青竹新材料",)]
    assert [(base.name, base.region) for base in sand.bases] == [("青岚区星砂产业园", "青岚区")]


def test_a_project_takes_year_progress_and_builder_from_its_sentence(sand: ChainMaps) -> None:
    (event,) = sand.events
    assert (event.year, event.status, event.firm) == ("2027", "在建", "青竹新材料")
    assert event.year != NO_YEAR and event.evidence[0].quote == SENTENCE


def test_a_gap_names_who_can_introduce(sand: ChainMaps) -> None:
    whole, gap = sand.lanes
    assert (whole.link, whole.candidates) == ("", ("远山生物",))
    assert (gap.link, gap.state, gap.need) == ("星砂提纯", State.MISSING, "做星砂提纯的企业")
    assert gap.introducers == ("牵头单位：市林业局", "链主：青竹新材料")


def test_an_outermost_chain_stands_for_its_parts(store_path: Path) -> None:
    with open_store(store_path, create=False) as store:
        assert [one.chain for one in maps(store)] == ["星砂产业链"]
        with pytest.raises(UnknownName, match="星砂产业链"):
            maps(store, "星砂石产业链")
        whole = city(store)
    assert sum(whole.states) == 4 and [gap.link for gap in whole.gaps] == ["星砂提纯"]
    assert [(row.group, row.places) for row in whole.shared] == [("月石产业", ("石桥县", "青岚区"))]


def test_a_reference_chain_brings_stages_and_silent_links(store_path: Path) -> None:
    with open_store(store_path, create=False) as store:
        (known,) = maps(store, "锂电池")
    assert known.boxes and {box.stage for box in known.boxes} <= {"上游", "中游", "下游", "配套"}
    assert {box.state for box in known.boxes} == {State.UNKNOWN} and known.lanes == ()


def test_a_county_is_made_of_its_towns_and_parks(tmp_path: Path) -> None:
    """No table knows towns: they lie where the plan of the county names them. Villages lie two steps below."""
    source = document("镇街", region="敦煌市")
    rows = [
        (("东泉镇", "Region"), "DEVELOPS", STONE),
        (("荷塘街道", "Region"), "DEVELOPS", STONE),
        (("北坡村", "Region"), "DEVELOPS", STONE),
        (("晨岭科创园", "Park"), "HOSTS", STONE),
        (("青竹新材料", "Enterprise"), "LOCATED_IN", ("敦煌市", "Region")),
        (("青竹新材料", "Enterprise"), "LOCATED_IN", ("东泉镇", "Region")),
        (("青竹新材料", "Enterprise"), "MAKES", ("月石坯", "Link")),
        (STONE, "FOCUSES_ON", ("月石坯", "Link")),
    ]
    with open_store(tmp_path / "县.db") as store:
        store.add(source, [fact(source, *row, start=number) for number, row in enumerate(rows)])
        (found,) = maps(store)
        whole = city(store)
    assert set(found.counties) == {"东泉镇", "荷塘街道", "晨岭科创园"}
    assert {(spot.subject, spot.region) for spot in found.spots} == {
        ("月石产业", "东泉镇"),
        ("月石产业", "荷塘街道"),
        ("月石产业", "晨岭科创园"),
        ("月石坯", "东泉镇"),
    }
    assert [base.region for base in found.bases] == ["晨岭科创园"]
    assert {row.region for row in whole.layout} == set(found.counties)
    drawn = draw(found)
    assert not drawn.empty and "镇街" in drawn.hint and "县市区" not in drawn.body
    assert [one.title for one in sections(whole)][3] == "镇街布局"


@pytest.mark.parametrize(
    ("heading", "title", "fields"),
    [
        ("（一）星砂产业链", "敦煌市产业规划", {"星砂采集", "熔炉"}),
        ("2.优化布局", "敦煌市星砂产业行动计划", {"星砂采集", "熔炉"}),
        ("（二）棉纺产业链", "敦煌市产业规划", {"星砂采集"}),
        ("一、空间布局", "敦煌市产业规划", {"星砂采集"}),
    ],
)
def test_a_place_has_what_the_plan_gives_it_of_a_chain(
    heading: str, title: str, fields: set[str], tmp_path: Path
) -> None:
    """By the name of a link, by the heading under which it is given, else by the title of the plan."""
    said: list[Triple] = [("星砂产业链", "FOCUSES_ON", "星砂采集")]
    said += [("东泉镇", "DEVELOPS", name) for name in ("熔炉", "星砂采集")]
    with open_store(tmp_path / "布局.db") as store:
        plan(store, said, region="敦煌市", heading=heading, title=title)
        (found,) = maps(store)
    assert {spot.subject for spot in found.spots if spot.region == "东泉镇"} == fields
    assert not draw(found).empty
