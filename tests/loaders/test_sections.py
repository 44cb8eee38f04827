"""Lines to blocks: headings of every style, boxes, tables, wrapped lines, and the plans inside one file."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liantu.loaders import read
from liantu.loaders.formats.text import text_lines
from liantu.loaders.lines import text_of
from liantu.loaders.sections import sections
from liantu.schema import Block, BlockKind, Part, Status

SHARED = Path(__file__).resolve().parents[2] / "../shared/documents"


def blocks(text: str) -> tuple[Block, ...]:
    return of(text)[1]


def of(text: str) -> tuple[tuple[Part, ...], tuple[Block, ...]]:
    lines = text_lines(text)
    assert text_of(lines) == text
    return sections(text, lines)


def outline(text: str) -> list[tuple[int, str]]:
    return [(block.level, block.text) for block in blocks(text) if block.kind is BlockKind.HEADING]


def above(text: str) -> dict[str, tuple[str, ...]]:
    return {block.text: block.headings for block in blocks(text)}


BODY = "到2030年，力争全市先进制造业集群规上企业产值突破600亿元，规上工业企业达到500家以上，形成完整产业体系。"

# ── headings ─────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_order_of_official_documents() -> None:
    text = "第一章 总则\n第一节 目标\n一、方向\n（一）装备\n1.轴承\n（1）滚珠\n①钢珠\n（二）钢铁\n"
    text += "二、保障\n第二节 布局\n第二章 附则"
    assert [level for level, _ in outline(text)] == [1, 2, 3, 4, 5, 6, 7, 4, 3, 2, 1]


def test_numbers_with_dots() -> None:
    text = "1 总体要求\n1.1 发展基础\n1.2 发展目标\n（一）装备\n2 重点任务\n2.1 强链\n2.1.1 补链\n2.2 延链"
    assert [level for level, _ in outline(text)] == [1, 2, 2, 3, 1, 2, 3, 2]


def test_what_only_looks_like_a_number_is_no_heading() -> None:
    text = "1.5亿元的项目已经开工\n一、二、三产业融合\n2026.6月完成\n第一条生产线投产"
    assert outline(text) == []


def test_articles_of_a_regulation() -> None:
    text = f"第一章 总则\n第一条 {BODY}\n（一）甲\n（二）乙\n第二条 {BODY}"
    assert above(text)["（二）乙"][1].startswith("第一条")
    assert above(text)[f"第二条 {BODY}"][-1].startswith("第二条")


def test_a_title_run_into_its_paragraph_stands_above_it() -> None:
    text = f"二、重点方向\n（一）智能装备产业集群。{BODY}\n下一段也属于它。"
    assert above(text)["下一段也属于它。"] == ("二、重点方向", "（一）智能装备产业集群")


def test_short_lines_without_numbers_are_headings_before_a_paragraph() -> None:
    text = f"云溪市产业再上新台阶\n{BODY}\n\n链条延伸提质增效\n\n{BODY}\n\n招商引资成效明显\n\n{BODY}\n责任编辑 王某"
    assert outline(text) == [(1, "链条延伸提质增效"), (1, "招商引资成效明显")]


# ── boxes ────────────────────────────────────────────────────────────────────────────────────────────────────────

BOXED = f"""一、重点方向
（一）储备一批
1.加快储备。{BODY}
2.加快投产。{BODY}

\t专栏1  储备要求

\t1.青岚区：推进车载摄像头项目。
2.石桥县：推进废钢加工项目。
3.禾川县：推进冷轧板项目。


3.加快入库。{BODY}
"""


def test_a_list_in_a_box_does_not_end_the_box_and_the_list_outside_goes_on() -> None:
    found = above(BOXED)
    assert found["3.禾川县：推进冷轧板项目。"][:3] == ("一、重点方向", "（一）储备一批", "2.加快投产")
    assert found["3.禾川县：推进冷轧板项目。"] == found["2.石桥县：推进废钢加工项目。"]
    assert found[f"3.加快入库。{BODY}"] == ("一、重点方向", "（一）储备一批", "3.加快入库")


@pytest.mark.parametrize("title", ["专栏", "专栏 重点项目", "专栏3 重点项目", "专栏二：重点项目"])
def test_boxes_with_or_without_a_number(title: str) -> None:
    text = f"一、方向\n{title}\n{BODY}\n二、保障\n{BODY}"
    assert outline(text)[1] == (2, title)
    assert [b.headings for b in blocks(text)][-1] == ("二、保障",)


def test_a_sentence_about_a_box_is_none() -> None:
    assert outline("专栏里的项目要加快推进。") == []


# ── tables ───────────────────────────────────────────────────────────────────────────────────────────────────────


def cells(text: str) -> list[tuple[int | None, int | None, str, str | None]]:
    return [(b.row, b.cell, b.text, b.column) for b in blocks(text) if b.kind is BlockKind.CELL]


ROWS = [(0, 0, "县市区", "县市区"), (0, 1, "产业", "产业"), (1, 0, "青岚区", "县市区"), (1, 1, "装备、钢铁", "产业")]


@pytest.mark.parametrize(
    "text",
    [
        "表：\n县市区\t产业\n青岚区\t装备、钢铁\n以上。",
        "表：\n| 县市区 | 产业 |\n|---|---|\n| 青岚区 | 装备、钢铁 |\n以上。",
        "表：\n县市区｜产业\n青岚区｜装备、钢铁\n以上。",
        "表：\n\t县市区\n\t产业\n\n\t青岚区\n\t装备、钢铁\n\n\n以上。",
        "表：\n\t县市区\n\t产业\n\n\t青岚区\n\t装备、\n\n钢铁\n\n\n以上。",
    ],
)
def test_tables_of_plain_text(text: str) -> None:
    assert [(row, at, name.replace("\n", ""), head) for row, at, name, head in cells(text)] == ROWS
    assert blocks(text)[-1].text == "以上。" and blocks(text)[-1].cell is None


def test_columns_set_by_spaces_need_three_rows() -> None:
    text = "县市区    产业\n青岚区    装备\n石桥县    钢铁\n"
    assert len(cells(text)) == 6
    assert cells("云溪市经信局    2026年\n下一行    文字\n") == []


def test_empty_cells_keep_the_columns_in_place() -> None:
    text = "\t县市区\n\t个数\n\t产业\n\n\t合计\n\t3\n\t\n\n\t青岚区\n\t2\n\t装备\n\n\n"
    assert cells(text)[3:] == [
        (1, 0, "合计", "县市区"),
        (1, 1, "3", "个数"),
        (2, 0, "青岚区", "县市区"),
        (2, 1, "2", "个数"),
        (2, 2, "装备", "产业"),
    ]


def test_indented_paragraphs_are_no_table() -> None:
    assert cells(f"\t云溪市人民政府\n\t关于集群的意见\n\t{BODY}\n\t{BODY}\n") == []


# ── lines that were broken ───────────────────────────────────────────────────────────────────────────────────────


def test_wrapped_lines_are_one_block() -> None:
    width = 28
    first, second = BODY + BODY, "一、" + BODY + BODY
    text = "\n".join(line[at : at + width] for line in (first, second) for at in range(0, len(line), width))
    assert [block.text.replace("\n", "") for block in blocks(text)] == [first, second]


def test_a_list_goes_on_after_a_line_that_ends_in_a_comma() -> None:
    text = f"{BODY}\n重点发展工业机器人、\n数控机床、伺服电机。\n{BODY}"
    assert blocks(text)[1].text == "重点发展工业机器人、\n数控机床、伺服电机。"


def test_news_in_one_line_is_cut_at_its_numbered_passages() -> None:
    text = f"云溪讯 {BODY}{BODY}一、链条延伸。{BODY}二、精准招商。{BODY}三、要素保障。{BODY}"
    found = blocks(text)
    assert [block.text[:6] for block in found] == ["云溪讯 到2", "一、链条延伸", "二、精准招商", "三、要素保障"]
    assert found[2].headings == ("二、精准招商",)
    assert len(blocks(f"推动一、二、三产业融合。{BODY * 4}")) == 1


# ── parts ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_notice_and_the_plan_it_brings_are_one_part() -> None:
    text = (
        "关于印发《云溪市产业集群实施方案（2026—2030年）》的通知\n云政办发〔2026〕12号\n各县（市、区）人民政府：\n"
        f"现将方案印发给你们。\n云溪市人民政府办公室\n2026年6月20日\n\n附件\n云溪市产业集群实施方案\n（2026—2030年）\n\n一、目标\n{BODY}"
    )
    (part,) = of(text)[0]
    assert part == Part(
        0, "云溪市产业集群实施方案（2026—2030年）", "云溪市人民政府办公室", "2026-06-20", Status.FINAL, "云溪市"
    )


def test_numbered_attachments_are_parts_and_inherit() -> None:
    text = (
        f"云溪市项目提速方案\n（征求意见稿）\n一、目标\n{BODY}\n附件：1.横道图\n2.管理办法\n"
        f"附件1\n\n云溪市项目横道图\n{BODY}\n附件2\n云溪市项目管理办法\n一、目标\n{BODY}\n"
    )
    parts, found = of(text)
    assert [(part.title, part.status) for part in parts] == [
        ("云溪市项目提速方案", Status.DRAFT),
        ("云溪市项目横道图", Status.DRAFT),
        ("云溪市项目管理办法", Status.DRAFT),
    ]
    assert found[-1].part == 2 and found[-1].headings == ("一、目标",)


@pytest.mark.parametrize(
    "opening",
    [
        "（征求意见稿）\n",
        "（2026—2030年）\n",
        "各县（市、区）人民政府，市直各单位：\n",
        "云政发〔2026〕3号\n",
        "2026年7月1日\n",
        "",
    ],
)
def test_a_second_plan_begins_at_its_title(opening: str) -> None:
    first = f"云溪市产业集群实施方案\n一、目标\n{BODY}\n二、保障\n{BODY}\n"
    second = f"云溪市链主企业培育方案\n{opening}为加快培育链主企业，{BODY}\n一、职责\n{BODY}\n"
    parts, found = of(first + second)
    assert [part.title.split("（")[0] for part in parts] == ["云溪市产业集群实施方案", "云溪市链主企业培育方案"]
    assert found[-1].part == 1 and found[-1].headings == ("一、职责",)


@pytest.mark.parametrize("title", ["云溪市2026年产业链分工表", "云溪市重点产业链“链长制”工作一览表（试行）"])
def test_a_table_that_a_place_issues_is_official_and_called_by_its_title(title: str) -> None:
    rows = "".join(f"{n}  产业链{n}  明川精密  青岚区\n" for n in range(1, 4))
    (part,) = of(f"{title}\n\n序号  产业链名称  链主企业  承接地\n{rows}\n注：以公布为准。\n")[0]
    assert (part.title, part.status) == (title, Status.FINAL)


def test_a_title_broken_over_lines() -> None:
    text = f"{BODY}\n云溪市工业领域重点产业链链主企业\n\n培育实施方案\n（征求意见稿）\n{BODY}\n一、目标\n{BODY}"
    assert of(text)[0][-1].title == "云溪市工业领域重点产业链链主企业培育实施方案"


def test_a_plan_named_in_a_sentence_begins_nothing() -> None:
    text = f"云溪市产业集群实施方案\n一、目标\n{BODY}\n落实好云溪市链主企业培育方案。\n{BODY}\n"
    assert len(of(text)[0]) == 1


def test_who_issues_a_plan_on_the_first_line_is_no_document_of_its_own() -> None:
    text = "云溪市人民政府办公室\n关于印发云溪市强链行动方案的通知\n一、总体要求\n发展精密轴承。\n"
    parts = of(text)[0]
    assert [(part.title, part.issuer) for part in parts] == [
        ("关于印发云溪市强链行动方案的通知", "云溪市人民政府办公室")
    ]


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("二〇二六年六月二十日", "2026-06-20"),
        ("2026 年 6 月 3 日", "2026-06-03"),
        ("发布时间：2026-06-20 09:03  来源：云溪日报", "2026-06-20"),
        ("来源：云溪融媒  发布时间：2026年6月20日", "2026-06-20"),
        ("2026年6月", "2026-06"),
        ("（2026年6月20日印发）", "2026-06-20"),
        ("二○二六年十月", "2026-10"),
    ],
)
def test_dates(line: str, date: str) -> None:
    assert of(f"云溪市产业集群实施方案\n{line}\n一、目标\n{BODY}")[0][0].date == date


@pytest.mark.parametrize(
    "title",
    [
        "云溪市产业集群行动计划（2026—2028年）",
        "云溪市产业集群行动计划（2026年-2028年）",
        "云溪市产业集群行动计划（2026年3月至2028年12月）",
        "云溪市第十五个五年规划和2035年远景目标纲要",
    ],
)
def test_when_a_plan_ends_is_not_when_it_was_made(title: str) -> None:
    assert of(f"{title}\n一、目标\n{BODY}")[0][0].date is None
    assert of(f"{title}\n一、目标\n{BODY}\n2026年3月2日\n")[0][0].date == "2026-03-02"


def test_articles_of_a_list_page() -> None:
    text = f"-\n云溪市装备产业链招商成效明显\n{BODY}\n2026-07-02\n-\n2026年云溪市政府工作报告\n{BODY}\n2026-07-03\n"
    assert [(part.title, part.date, part.status) for part in of(text)[0]] == [
        ("云溪市装备产业链招商成效明显", "2026-07-02", Status.NEWS),
        ("2026年云溪市政府工作报告", "2026-07-03", Status.REPORT),
    ]


# ── always ───────────────────────────────────────────────────────────────────────────────────────────────────────

PIECES = [
    "一、",
    "（一）",
    "1.",
    "①",
    "第一章 ",
    "专栏1",
    "专栏",
    "附件1",
    "（征求意见稿）",
    "云溪市实施方案",
    "、",
    "。",
    "青岚区",
]
PIECES += ["2026年6月", "-", "  ", "\t", "|", "｜", "\n", "\n\n", "\u3000", "\ufeff", "\x0c", BODY]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
@settings(max_examples=300, deadline=None)
def test_offsets_hold_for_any_text(text: str) -> None:
    parts, found = of(text)
    assert [part.number for part in parts] == list(range(len(parts)))
    assert [block.number for block in found] == list(range(len(found)))
    for block in found:
        assert block.text and block.text == text[block.start : block.start + len(block.text)]
        assert block.part < len(parts)
    assert [block.start for block in found] == sorted(block.start for block in found)
    kept = "".join(block.text for block in found)
    assert {sign for sign in text if "一" <= sign <= "龥"} == {sign for sign in kept if "一" <= sign <= "龥"}


@pytest.mark.skipif(not SHARED.exists(), reason="../shared with the documents is not there")
def test_offsets_hold_for_the_shared_documents() -> None:
    for path in sorted(SHARED.rglob("*.txt")):
        document = read(path)
        assert document.text == path.read_text("utf-8-sig")
        for block in document.blocks:
            assert block.text == document.text[block.start : block.start + len(block.text)]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("河南省装备产业规划（2026—2030年）\n一、布局\n支持洛阳市、洛阳市、焦作市发展轴承。", "河南省"),
        ("关于印发《装备产业规划》的通知\n豫政办〔2026〕31号\n支持洛阳市、焦作市发展轴承。", "河南省"),
        ("新材料产业发展方案\n河南省人民政府办公厅\n2026年3月1日\n支持焦作市发展钛白粉。", "河南省"),
        ("新材料产业发展方案\n一、基础\n我省焦作市做钛白粉，全省产值600亿元。", None),
        ("新材料产业发展方案\n一、基础\n焦作市做钛白粉，全市产值600亿元。", "焦作市"),
        ("湖北省云溪市装备产业规划\n一、布局\n发展轴承。", "云溪市"),
        ("云溪市装备产业规划\n云政办发〔2026〕3号\n发展轴承。", "云溪市"),
        ("焦作市人民政府关于落实河南省装备规划的意见\n焦政〔2026〕3号\n发展轴承。", "焦作市"),
        ("河南省工信厅调研装备产业\n9月3日，省工信厅一行到焦作市调研。", "焦作市"),
    ],
)
def test_a_plan_speaks_for_the_place_of_its_title_its_issuer_or_its_number(text: str, region: str | None) -> None:
    assert of(text)[0][0].region == region
