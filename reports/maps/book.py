"""The data of the five maps as reports: one sheet a map in the chain's workbook."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from ...queries.answers import Answer
from ...queries.pictures import ChainMaps
from ..columns import table
from ..report import Report
from ..workbook import workbook


def book(maps: ChainMaps) -> bytes:
    """The workbook of one chain: its five maps, the firms, every sentence."""
    return workbook(*reports(maps), title=f"{maps.chain}五图")


def reports(maps: ChainMaps) -> tuple[Report, ...]:
    """In the order of the maps; a firm, an order of links and a park have sheets of their own."""
    links = [{**box.row(), "firms": [_firm(asdict(firm)) for firm in box.firms]} for box in maps.boxes]
    lanes = [{**lane.row(), "gap": lane.link or lane.chain} for lane in maps.lanes]
    return (
        table("技术结构图", links, "link stage state chain reasons firms evidence"),
        table("企业", _firms(maps), "name role link group region evidence"),
        table("上下游", _rows(maps.orders), "before after evidence"),
        table("应用领域图", _rows(maps.uses), "item kind field evidence"),
        table("产业布局图", _rows(maps.spots), "subject kind region relation firms shared evidence"),
        table("园区平台", _rows(maps.bases), "name kind region group evidence"),
        table("发展路线图", _rows(maps.events), "what year kind status group firm region conflict evidence"),
        table("招商目标图", lanes, "gap chain need candidates places introducers evidence"),
    )


def _rows(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    return [one.row() for one in answers]


def _firms(maps: ChainMaps) -> list[dict[str, Any]]:
    """Firms at links, then leaders of whom no link is known."""
    rows = [{**asdict(firm), "link": box.link, "group": box.chain} for box in maps.boxes for firm in box.firms]
    leads = [{**asdict(one), "name": one.firm, "link": "", "group": "、".join(one.groups)} for one in maps.leads]
    return rows + leads


def _firm(firm: Mapping[str, Any]) -> str:
    about = "，".join(filter(None, (firm["role"], firm["region"])))
    return f"{firm['name']}（{about}）" if about else str(firm["name"])
