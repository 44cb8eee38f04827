"""Connected sets of names, found in a time that grows with them."""

from liantu.graph.surfaces import components


class Counted(str):
    """A name that counts how often one is compared with another."""

    compared = 0

    def __lt__(self, other: str) -> bool:
        Counted.compared += 1
        return super().__lt__(other)


def test_connected_sets_come_in_the_order_of_their_first_names() -> None:
    joined = {"丁": {"乙"}, "丙": set[str](), "乙": {"丁", "甲"}, "甲": {"乙"}}
    assert components(joined) == [{"丁", "乙", "甲"}, {"丙"}]


def test_ten_times_the_names_take_about_ten_times_the_work() -> None:
    def work(names: int) -> int:
        before = Counted.compared
        components({Counted(number * 7919 % names): set() for number in range(names)})
        return Counted.compared - before

    assert work(3000) < 20 * work(300)
