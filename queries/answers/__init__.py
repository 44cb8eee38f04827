"""What the questions answer: frozen rows, each with the sentences that prove it.

Each is made when it is first asked for: a class of frozen values takes half a millisecond to be made.
"""

from typing import TYPE_CHECKING

from ...lazy import lazily

if TYPE_CHECKING:
    from .chains import Explained, Need, Step
    from .links import Gap
    from .listings import Chief, Layout, Leader, Overlap, Profile, Source, Supply
    from .people import Alias, LeftOut, Question, Target
    from .plans import Aim, Assignment, Changed, Finding, Shift, Work
    from .rows import Answer, Proof, State

__all__ = [
    "Aim",
    "Alias",
    "Answer",
    "Assignment",
    "Changed",
    "Chief",
    "Explained",
    "Finding",
    "Gap",
    "Layout",
    "Leader",
    "LeftOut",
    "Need",
    "Overlap",
    "Profile",
    "Proof",
    "Question",
    "Shift",
    "Source",
    "State",
    "Step",
    "Supply",
    "Target",
    "Work",
]

__getattr__ = lazily(
    __name__,
    {
        "chains": "Explained Need Step",
        "links": "Gap",
        "listings": "Chief Layout Leader Overlap Profile Source Supply",
        "people": "Alias LeftOut Question Target",
        "plans": "Aim Assignment Changed Finding Shift Work",
        "rows": "Answer Proof State",
    },
)
