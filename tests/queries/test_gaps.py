"""Which chains and links a question lists, in which order, and when its answer is kept."""

from pathlib import Path

import pytest
from city import CHAIN, Triple, plan, rows

from liantu.errors import UnknownName
from liantu.graph import Store, open_store
from liantu.queries.answers import State
from liantu.queries.gaps import gaps
from liantu.queries.links import explain
from liantu.queries.priority import default_weights, read_weights


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
