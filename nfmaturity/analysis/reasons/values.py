"""What a figure is asked by, and what is given as its reason: values only."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from nfmaturity.analysis.reasons.names import Name
from nfmaturity.domain.errors import N_, Message
from nfmaturity.domain.rubric import OVERALL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nfmaturity.analysis.comparison import Earlier
    from nfmaturity.domain.assessment import Assessment
    from nfmaturity.domain.rubric import Rubric
    from nfmaturity.domain.scope import Scope
    from nfmaturity.domain.scoring import NodeScore, ScoreCard

Kind = Literal[
    "level",
    "score",
    "bounds",
    "share",
    "gain",
    "steps",
    "weight",
    "part",
    "scope",
    "progress",
    "change",
    "graded",
]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a node that can be asked for; `level` for a share, `requirement` for a gain, `who` for grades.

    A change is that of the share at a level, without one that of the score.
    """

    kind: Kind
    node: str = OVERALL
    level: int = 0
    requirement: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Scored:
    """An assessment with what its figures come from.

    `earlier` is what changes are told against, `graders` who gave each grade last, as far as the log tells.
    """

    rubric: Rubric
    assessment: Assessment
    scope: Scope
    card: ScoreCard
    earlier: Earlier | None = None
    graders: Mapping[str, str] = field(default_factory=dict)

    def node(self, name: str) -> NodeScore:
        """Give where a node stands."""
        return self.card.nodes[name]


Form = Literal["number", "percent", "share", "fine", "gain", "days", "count", "words"]
"""How a cell is written: a weight, a part of a whole, three decimals, four (nought as "–"), days, a count, words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of operands: its heading, marked with `N_`, and how its cells are written."""

    heading: str
    form: Form


WEIGHT = Column(N_("Weight"), "number")
PART = Column(N_("Of the whole"), "percent")
SHARE = Column(N_("Share"), "share")
GRADE = Column(N_("Grade now"), "words")
VALUE = Column(N_("Grade counts"), "share")
ADDS = Column(N_("Adds"), "fine")
NEEDS = Column(N_("Needs"), "share")
SCORE = Column(N_("Score"), "share")
VERDICT = Column(N_("Met or not"), "words")
LEAST = Column(N_("Share at least"), "share")
MOST = Column(N_("Share at most"), "share")
ADDS_LEAST = Column(N_("Adds at least"), "fine")
ADDS_MOST = Column(N_("Adds at most"), "fine")
HOW = Column(N_("How"), "words")
GAIN = Column(N_("Gain"), "gain")
DAYS = Column(N_("Person-days"), "days")
FACTOR = Column(N_("Factor"), "fine")
PRODUCT = Column(N_("Product so far"), "fine")
REACHED = Column(N_("Share then"), "share")
ALL = Column(N_("In the rubric"), "count")
COUNTED = Column(N_("In scope"), "count")
ANSWERED = Column(N_("Graded"), "count")
OPEN = Column(N_("Not graded"), "count")
THEIRS = Column(N_("Of these theirs"), "count")
THEN = Column(N_("Then"), "share")
NOW = Column(N_("Now"), "share")
CHANGE = Column(N_("Change"), "words")
GRADE_THEN = Column(N_("Grade then"), "words")

Cell = Fraction | Message | Name | None
Door = Figure | str | None
"""What is behind a row: the reason of another figure, or by its id a requirement or sub-indicator to grade."""


@dataclass(frozen=True, slots=True)
class Row:
    """One operand: what it is, a cell a column, and where it leads; `stands_out` is the one that was asked for."""

    of: Name
    cells: tuple[Cell, ...]
    door: Door = None
    stands_out: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What does not count, and why; `door` is its sub-indicator or requirement."""

    of: Name
    why: Message
    door: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A further question."""

    words: Message
    door: Figure | str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a figure is what it is.

    `values` are the figure, exact: two for bounds, none where nothing is in scope; `form` is how it is written, `named`
    what it is called where it has a name. `total` is the last row of the table, from which the figure follows exactly.
    """

    figure: Figure
    title: Message
    values: tuple[Fraction, ...]
    form: Form
    sentences: tuple[Message, ...]
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    total: tuple[Cell, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    leads: tuple[Lead, ...] = ()
    named: Name | None = None
