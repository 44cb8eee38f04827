"""Government bodies and official posts, by how they are called."""

import re

from .words import words

_PLACE = r"(?:(?!单位|牵头|链长|建立|成立|配合|分别|设在|专班|[由为])[一-龥])"
_BEGINS = r"(?:(?<![一-龥])|(?<=[由和及与])|(?<=单位)|(?<=单位为)|(?<=链长)|(?<=链长为)|(?<=设在)|(?<=成立由))"
_WITHIN = rf"(?:{_PLACE}{{2,6}}?(?:[省市区县州旗镇]|开发区|新区|园区)|[省市区县州旗])?"
_BODY = (
    rf"(?:{_PLACE}{{1,10}}?(?:(?<![布格结开大全])局|厅|委员会|部门|办公室|管委会|发展改革委|发改委|国资委|卫健委|科工办|网信办|供销社|[服务发展]{2}中心)"
    r"|(?:党工委|委)?(?:宣传部|组织部|统战部)|海关|管委会|(?:人民)?政府)"
    r"(?:(?![一-龥])|(?=负责|牵头|应当|配合|等|和|为|任|与|及|按|会同|分别|分头|具体))"
)
_OF = r"(?:[省市区县州旗]|新区|高新区|经开区|开发区|园区)?(?:委|政府|人大常委会|政协|党工委|管委会|人大)?"
_DUTY = r"(?:分管(?:(?!副)[一-龥]){1,4}?的?)?"
_POST = (
    rf"{_DUTY}{_OF}(?:宣传部|组织部|统战部|[一-龥]{{2,6}}局)?{_DUTY}(?:分管)?(?:常务)?"
    r"(?:党组成员|党组书记|常委|副?书记|副?秘书长|副?[省市区县州旗镇]长|副?主任|副?主席|副?部长|副?局长)"
)
_PERSON = r"(?:[ 　]?(?![任担挂为牵主兼负抓包])[一-龥]{2,3}(?<!长)(?=[，、。；：！？\s（）]|$))?"
_OFFICIAL = (
    rf"(?:{_PLACE}{{2,5}}?[市区县州旗])?{_POST}(?:、(?:[一-龥]{{2,4}}?[市区县])?{_POST})*{_PERSON}"
    r"(?:(?![一-龥])|(?=任|担|为|负责|牵头|挂|兼|包联|联系))"
)

AGENCY = re.compile(f"{_BEGINS}(?:{_OFFICIAL}|{_WITHIN}{_BODY})")
"""市科技局, 区政府, 市委常委、常务副市长; a person's name behind a post belongs to it."""

_FIELD = (
    r"(?:发展和?改革|经济和?信息化|工业和信息化|工信|科技|科学技术|教育|公安|民政|司法|财政|人力资源和?社会保障|人社"
    r"|自然资源|规划和?(?:自然)?资源|生态环境|住房和?城乡建设|住建|城乡建设|城市管理|城管|交通运输?|水利|水务|农业农村"
    r"|商务|文化和?旅游|文旅|卫生健康|退役军人事务|应急管理?|审计|国资监?管?|市场监督?管理?|药品监督?管理?"
    r"|医疗保障|医保|统计|(?:地方)?金融(?:监督?管理?)?|绿化市容|园林|林业|能源|税务|知识产权|数据|大数据|投资促进|招商"
    r"|体育|广电|气象|邮政|外事|外汇|海关|消防|机关事务|政务服务|行政审批|粮食|海洋|渔业|经信|发改)"
)
DEPARTMENTS = re.compile(rf"(?:{_FIELD}(?:、|和|以及|及)){{1,40}}{_FIELD}(?=等?(?:有关|相关|主管|行政|管理|职能)*部门)")
"""发展改革、科技、财政 before 等部门: every field is a department."""

DEPARTMENT = re.compile(_FIELD)

_NAMED = re.compile(rf"(?:{_POST}|{words('person_after')}[：为]?)[ \u3000]?$")
_WORDS_BEFORE = 24  # characters of a post, with those of which it is one, at most


def is_person(text: str, start: int, end: int) -> bool:
    """Do these two or three characters name whoever holds the post that stands before them?

    >>> is_person("（链长：副市长 顾青岚；链主企业：明川）", 8, 11), is_person("链主企业：明川", 5, 7)
    (True, False)
    """
    return end - start in (2, 3) and bool(_NAMED.search(text, max(0, start - _WORDS_BEFORE), start))
