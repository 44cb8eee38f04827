"""What questions need to know of facts and their places: without their classes, which take longer to be made."""

SURE = 0.5
"""A fact that its reader is less sure of decides nothing; it is shown as a reason to look."""


def spot(
    headings: tuple[str, ...], block: int, table: int | None = None, row: int | None = None, cell: int | None = None
) -> str:
    """Where a quote stands (see facts.Place), for people, counted from 1.

    >>> spot(("二、重点方向", "专栏1"), 11), spot((), 4, 0, 1, 2)
    ('二、重点方向 › 专栏1 › 第12段', '表1第2行第3列')
    """
    if table is not None and row is not None and cell is not None:
        return " › ".join((*headings, f"表{table + 1}第{row + 1}行第{cell + 1}列"))
    return " › ".join((*headings, f"第{block + 1}段"))
