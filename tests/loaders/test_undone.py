"""What a text says is no longer so."""

from pathlib import Path

from liantu.loaders import extract, read
from liantu.loaders.undone import taken_back


def facts(tmp_path: Path, text: str) -> set[tuple[str, str, str, str | None]]:
    path = tmp_path / "云溪市方案.txt"
    path.write_text(text, "utf-8")
    return {(f.subject, f.predicate, f.object, f.role) for f in extract(read(path))}


PLAN = """云溪市汽车零部件产业链提升方案

一、汽车零部件产业链
（一）现状。我市变速箱优势突出。整车环节曾由云溪宛通客车厂承担，该企业2021年破产后，我市再无整车生产。
骨干企业有明川精密有限公司、恒岳铸造有限公司（已停产）。原规划中“曲轴箱缺口”等表述与现状不符，不再适用。
"""


def test_a_firm_that_went_makes_and_leads_nothing_and_its_link_is_missing(tmp_path: Path) -> None:
    found = facts(tmp_path, PLAN)
    assert not [one for one in found if "宛通" in one[0] + one[2] and one[1] in ("MAKES", "LEADS", "SUPPLIES")]
    assert not [one for one in found if "恒岳" in one[0] + one[2] and one[1] in ("MAKES", "LEADS", "SUPPLIES")]
    assert {one[3] for one in found if one[1:3] == ("SEEKS", "整车")} == {"缺失"}


def test_what_a_text_takes_back_it_does_not_say(tmp_path: Path) -> None:
    assert not [one for one in facts(tmp_path, PLAN) if "曲轴箱" in one[2]]


def test_words_taken_back_are_told_from_words_kept() -> None:
    for text in ("此前所列的轴承短板已不符合实际", "原方案关于“轴承空白”的提法予以删除", "不再将轴承列为缺失环节"):
        assert taken_back(text)
    for text in ("补齐轴承短板", "原有轴承产能不足", "此前的轴承短板仍未补上"):
        assert not taken_back(text)


TABLE = """云溪市产业链图谱

产业链\t环节\t现状\t代表企业
光伏\t光伏玻璃\t强\t青禾光电
光伏\t边框\t\t宏远铝业（已搬迁至武汉市）
"""


def test_a_link_of_which_a_table_names_gone_firms_only_is_missing(tmp_path: Path) -> None:
    found = facts(tmp_path, TABLE)
    assert ("青禾光电", "MAKES", "光伏玻璃", None) in found
    said = {(one[1], one[3]) for one in found if one[2] == "边框"}
    assert ("SEEKS", "缺失") in said and ("MAKES", None) not in said
