"""Fixtures over tests/support/answer_rows.py."""

import pytest
from answer_rows import gap_rows

from liantu.queries.answers import Gap
from liantu.reports.report import Report, report


@pytest.fixture
def gaps() -> list[Gap]:
    return gap_rows()


@pytest.fixture
def table() -> Report:
    return report(Gap, gap_rows())
