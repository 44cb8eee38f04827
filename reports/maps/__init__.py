"""The five maps (五图) of a chain, each drawn once as SVG: the page, the slides and the tests share one picture."""

from . import county, roadmap, structure, targets, uses
from .svg import Mark, Picture

__all__ = ["Mark", "Picture", "county", "roadmap", "structure", "targets", "uses"]
