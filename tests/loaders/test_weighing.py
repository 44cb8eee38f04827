"""Rules and the pair scorer side by side: who owns an item under a heading, what is likely enough in prose."""

from dataclasses import dataclass

from liantu.loaders.weighing import weighed


@dataclass(frozen=True)
class Reading:
    subject: tuple[str, str]
    predicate: str
    object: tuple[str, str]
    confidence: float
    passage: int = 0
    rule: str = ""


def made(group: str, confidence: float, item: str = "谐波减速器") -> Reading:
    return Reading((group, "Cluster"), "FOCUSES_ON", (item, "Link"), confidence)


def test_under_a_heading_an_item_of_a_rule_is_given_to_no_other() -> None:
    ruled, scored = made("甲集群", 0.6), made("乙集群", 0.9)
    assert weighed([ruled], [scored], lambda _: True) == [ruled]
    assert weighed([ruled], [scored], lambda _: False) == [ruled, scored]


def test_of_the_scorers_groups_an_item_has_the_likeliest() -> None:
    near, far = made("甲集群", 0.9), made("乙集群", 0.7)
    assert weighed([], [far, near], lambda _: True) == [near]


def test_what_is_unlikely_is_left_out_by_predicate() -> None:
    firm = Reading(("明川精密", "Enterprise"), "MAKES", ("谐波减速器", "Link"), 0.35)
    assert weighed([], [made("甲集群", 0.35), firm], lambda _: True) == [firm]


def test_a_rule_that_guesses_stands_where_the_scorer_thinks_the_same_possible() -> None:
    def ruled(group: str, rule: str) -> Reading:
        return Reading((group, "Industry"), "FOCUSES_ON", ("谐波减速器", "Link"), 0.6, rule=rule)

    scored = [made("甲集群", 0.12)]
    guessed = [ruled("甲集群", "what a group makes"), ruled("乙集群", "what a group makes")]
    assert weighed(guessed, scored, lambda _: False) == guessed[:1]
    known = [ruled("乙集群", "group told to make")]
    assert weighed(known, scored, lambda _: False) == known
