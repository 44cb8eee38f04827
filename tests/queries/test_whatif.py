"""What if a gap is filled in part: why it may stand higher than before is said."""

from pathlib import Path

from city import Triple, plan

from liantu.graph import open_store
from liantu.queries.whatif import outcome

CHAIN = "机器人产业链"
SAID: list[Triple] = [
    (CHAIN, "SEEKS", "减速器", "缺失"),
    (CHAIN, "SEEKS", "伺服电机", "缺失"),
    ("明川精密", "LEADS", CHAIN, "链主"),
    ("恒岳机械", "LEADS", CHAIN, "链主"),
]


def test_a_gap_with_its_first_firm_that_two_leaders_rest_on_says_why_it_rises(tmp_path: Path) -> None:
    with open_store(tmp_path / "云溪.db") as store:
        plan(store, SAID)
        one = outcome(store, add=["远卓传动@减速器"])
        assert [(row.before, row.after) for row in one.shifts if row.kind == "环节"] == [("缺", "弱")]
        (told,) = [note for note in one.notes if "得分反而升高" in note]
        assert told.startswith("“减速器”有了企业") and "状态为缺-2、状态为弱+1、单点依赖+2" in told
        two = outcome(store, add=["远卓传动@减速器", "青岚传动@减速器"])
        assert not [note for note in two.notes if "得分反而升高" in note]
