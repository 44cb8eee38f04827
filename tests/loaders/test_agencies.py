"""Government bodies by how they are called, and departments in lists."""

from plain_text import document

from liantu.loaders import extract
from liantu.loaders.agencies import AGENCY, DEPARTMENT, DEPARTMENTS


def test_bodies_and_posts() -> None:
    found = [m[0] for m in AGENCY.finditer("市科技局牵头，区人民政府配合，由副市长李四任链长。")]
    assert found[:2] == ["市科技局", "区人民政府"]


def test_a_list_of_fields_before_departments_is_a_list_of_departments() -> None:
    listed = DEPARTMENTS.search("市发展改革、科技、药品监管、医疗保障等有关部门按照职责")
    assert listed and [m[0] for m in DEPARTMENT.finditer(listed[0])] == ["发展改革", "科技", "药品监管", "医疗保障"]
    assert DEPARTMENTS.search("推进科技、商务、金融深度融合") is None


def test_departments_answer_for_what_the_rule_says() -> None:
    text = "第五条 市发展改革、科技、财政等部门根据各自职责和本规定，负责本市生物医药产业促进工作。"
    facts = {(f.subject, f.predicate, f.object) for f in extract(document(text))}
    assert {("财政部门", "RESPONSIBLE_FOR", "生物医药"), ("科技部门", "RESPONSIBLE_FOR", "生物医药")} <= facts
