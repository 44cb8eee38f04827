"""How names are cleaned before they enter a fact: the naming rules of links, groups, firms and projects."""

import re

_GROUP_VERB = re.compile(
    r"^(?:着力|加快|重点|大力|进一步|推动|推进|打造|培育|壮大|做大做强|做强|做优|做大|构建|形成|建设|发展|支持|招引|引进|和|与|、|一批|全国|世界级|千亿级?|百亿级?|国家级|省级|具有竞争力的)+"
)
_INDUSTRY_END = re.compile(r"(?:产业|行业|领域|产业基地)$")
_LINK_END = re.compile(r"(?:系列产品|等?产品|企业|产业|领域|项目|行业|等|制造业?企业)$")
_PROJECT_ITEM = re.compile(
    r"^(?:(?:年产|总投资)?[\d.]+(?:亿元|万吨|吨|万套|万台|亿颗|MW|万片|万|亿)?)|(?:研发中试及智能制造|生产线|生产基地|加工基地|建设|生产|改扩建|"
    r"转型升级|智能制造|升级改造|组装|制造|加工|产业化|产业园|产业|产品|产线|车间|中心|基地|工厂|扩建|技改|项目|工程|（一期）|[一二三四]期|及|的)+$"
)


def link(name: str) -> str:
    """A link without its general ending: 偏光片等产品 → 偏光片."""
    short = _LINK_END.sub("", name.strip("“”、，等"))
    return short if len(short) > 1 else name


def group(name: str) -> tuple[str, str]:
    """A group's name without verbs, and its type.

    >>> group("打造智能装备产业集群"), group("生物医药产业")
    (('智能装备产业集群', 'Cluster'), ('生物医药', 'Industry'))
    """
    name = re.sub(r"^[”“’‘、，]+", "", name)
    short = _GROUP_VERB.sub("", name) or name
    if re.search(r"集群区?$", short):
        return short, "Cluster"
    if re.search(r"链条?$", short):
        return re.sub(r"链条$", "链", short), "Chain"
    plain = re.sub(r"（.*）$", "", _INDUSTRY_END.sub("", short))
    return (plain or short), "Industry"


def firm(name: str) -> str:
    """A firm without 等 and a bare trailing 公司: 明川精密公司 → 明川精密."""
    short = re.sub(r"等$", "", name.strip("“”"))
    bare = re.sub(r"(?<!有限)(?<!股份)(?<!集团)(?<!总)公司$", "", short)
    return bare if len(bare) > 1 else short


def project_item(project: str, owner: str) -> str | None:
    """What a firm's project makes, where the project's name is firm + item + 项目; None where nothing plain is left."""
    rest = project.removeprefix(owner)
    for _ in range(2):
        rest = _PROJECT_ITEM.sub("", rest)
    return rest if 2 <= len(rest) <= 14 and rest != project else None


def place_or_platform(name: str) -> str:
    """The type of what the tagger marks I."""
    return (
        "Park"
        if re.search(r"(?:园区?|基地|集聚区|聚集区|新城|保税区|港|小镇|综合体|产业区|片区)$", name)
        else "Platform"
    )
