"""How names are cleaned before they enter a fact: the naming rules of links, groups, firms and projects."""

import re

from .agencies import DEPARTMENT

ORNAMENT = "[★☆◎●○■□◆◇▲△▼▶►※•·◉❖✦➤✓√☑❏❑➢]"
"""What is set before a line to point at it; it belongs to no name."""

_BEFORE = re.compile(rf"^(?:[”“’‘、，]|{ORNAMENT}\s*)+")
_GROUP_VERB = re.compile(
    r"^(?:着力|加快|重点|大力|进一步|推动|推进|打造|培育|壮大|做大做强|做强|做优|做大|构建|形成|建设|发展|支持|招引|引进|和|与|、|一批|全国|世界级|千亿级?|百亿级?|国家级|省级|具有竞争力的)+"
)
_INDUSTRY_END = re.compile(r"(?:产业|行业|领域|产业基地)$")
_LINK_START = re.compile(r"^(?:高水平|高层次|高素质|高质量|一流)的?")
_LINK_END = re.compile(r"(?:系列产品|等?产品|企业|产业|领域|项目|行业|等|制造业?企业)$")


def link(name: str) -> str:
    """A link without its general ending, and without how good it is to be.

    >>> link("偏光片等产品"), link("高水平检测服务")
    ('偏光片', '检测服务')
    """
    short = _LINK_START.sub("", _LINK_END.sub("", name.strip("“”、，等")))
    return short if len(short) > 1 else name


def group(name: str) -> tuple[str, str]:
    """A group's name without verbs, and its type.

    >>> group("打造智能装备产业集群"), group("生物医药产业"), group("◎竹纤维产业链")
    (('智能装备产业集群', 'Cluster'), ('生物医药', 'Industry'), ('竹纤维产业链', 'Chain'))
    """
    name = _BEFORE.sub("", name)
    short = _GROUP_VERB.sub("", name) or name
    if re.search(r"集群区?$", short):
        return short, "Cluster"
    if re.search(r"链条?$", short):
        return re.sub(r"链条$", "链", short), "Chain"
    plain = re.sub(r"（.*）$", "", _INDUSTRY_END.sub("", short))
    return (plain or short), "Industry"


def field(group: str) -> str:
    """The field of a chain or cluster: 智能装备产业链 → 智能装备."""
    return re.sub(r"产业集群$|集群$|产业链$|产业$", "", group)


def firm(name: str) -> str:
    """A firm without 等 and a bare trailing 公司.

    >>> firm("明川精密公司"), firm("明川精密有限责任公司"), firm("明川精密云溪分公司")
    ('明川精密', '明川精密有限责任公司', '明川精密云溪分公司')
    """
    short = re.sub(r"等$", "", name.strip("“”"))
    bare = re.sub(r"(?<!有限)(?<!责任)(?<!股份)(?<!集团)(?<![总分子])公司$", "", short)
    return bare if len(bare) > 1 else short


def agency(name: str) -> str:
    """A government body; the field of one out of a list (财政、商务等部门) is the department of that field.

    >>> agency("市科技局"), agency("财政"), agency("海关")
    ('市科技局', '财政部门', '海关')
    """
    return f"{name}部门" if DEPARTMENT.fullmatch(name) and name != "海关" else name


def place_or_platform(name: str) -> str:
    """The type of what the tagger marks I."""
    return (
        "Park"
        if re.search(r"(?:园区?|基地|集聚区|聚集区|新城|保税区|港|小镇|综合体|产业区|片区)$", name)
        else "Platform"
    )
