"""What a part says of itself: its title, and the place for which it speaks."""

import pytest

from liantu.loaders.formats.text import text_lines
from liantu.loaders.parts import part
from liantu.schema import Part, Status


def read(text: str) -> Part:
    return part(0, text_lines(text))


@pytest.mark.parametrize(
    ("title", "region"),
    [
        ("绍兴市柯桥区人民政府关于加快纺织产业高质量发展的实施意见", "柯桥区"),
        ("绍兴市柯桥区纺织产业高质量发展实施方案", "柯桥区"),
        ("湖北省咸宁市嘉鱼县人民政府办公室关于印发工业发展规划的通知", "嘉鱼县"),
        ("内蒙古自治区鄂尔多斯市杭锦旗光电产业发展规划", "杭锦旗"),
        ("云溪市青岚区机床产业链实施方案", "青岚区"),
        ("咸宁市高新区管委会关于印发产业发展规划的通知", "咸宁高新区"),
        ("咸宁高新区管委会关于印发产业发展规划的通知", "咸宁高新区"),
        ("咸宁市人民政府关于支持嘉鱼县建设化工园区的意见", "咸宁市"),
        ("湖北省人民政府关于支持咸宁市建设特色产业增长极的意见", "湖北省"),
        ("咸宁市城区工业布局规划", "咸宁市"),
        ("关于滁州市智能家电产业链的调研报告", "滁州市"),  # 州 is no end of its name
        ("关于印发郑州市氢能产业规划的通知", "郑州市"),
        ("云溪市县域产业布局方案", "云溪市"),
        ("云溪市上市企业培育方案", "云溪市"),
    ],
)
def test_a_plan_speaks_for_the_last_place_that_its_issuer_names(title: str, region: str) -> None:
    assert read(f"{title}\n为加快发展，制定本方案。各县区要抓好落实。\n").region == region


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("开门红！云溪市30个项目集中开工\n昨日，云溪市举行仪式。", "开门红！云溪市30个项目集中开工"),
        (
            "缺什么？补什么！云溪市给产业链“体检”\n2026-01-05\n日前，云溪市开展体检。",
            "缺什么？补什么！云溪市给产业链“体检”",
        ),
        ("三连冠！明川精密再获殊荣\n编辑：张三\n明川精密近日获奖。", "三连冠！明川精密再获殊荣"),
        ("云溪市：抓项目、强链条，实现“开门红”！\n今年以来，云溪市抓项目。", "云溪市：抓项目、强链条，实现“开门红”！"),
        (f"开门红！云溪市30个项目集中开工。昨日，{'机器轰鸣，' * 20}", "开门红！云溪市30个项目集中开工"),
        ("昨日，云溪市举行签约。现场热烈！签约30个项目。\n更多内容。", "昨日，云溪市举行签约"),
        ("加油！\n云溪市智能装备产业再添新项目\n昨日，项目开工。", "云溪市智能装备产业再添新项目"),
    ],
)
def test_a_title_is_whole_where_it_begins_with_a_call(text: str, title: str) -> None:
    assert read(text).title == title


@pytest.mark.parametrize(
    ("text", "status", "date"),
    [
        ("云溪市绿色食品产业链环节表\n面粉加工企业遍布各县。", Status.FINAL, None),
        ("云溪市重点项目表\n1.轴承项目正在建设。\n2.齿轮项目完成备案，2027年开工。", Status.FINAL, None),
        ("云溪市表彰先进\n2026年3月5日，云溪市召开大会。", Status.NEWS, "2026-03-05"),
        ("云溪市工业图表\n企业增加。", Status.NEWS, None),
    ],
)
def test_a_table_is_no_news_and_the_year_of_a_project_dates_no_text(
    text: str, status: Status, date: str | None
) -> None:
    assert (read(text).status, read(text).date) == (status, date)


def test_a_place_after_a_call_is_that_of_the_news() -> None:
    assert read("开门红！云溪市30个项目集中开工\n昨日，云溪市举行仪式。").region == "云溪市"
