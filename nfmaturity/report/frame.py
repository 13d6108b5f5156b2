"""The page around the text: header, footer, bookmarks, and the numbers that are known only at the end.

The report is laid out once. A contents page refers to pages that come later and every page to the number of pages, so
both are drawn as forms that are filled in before the file is closed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.doctemplate import BaseDocTemplate, PageTemplate
from reportlab.platypus.flowables import Flowable
from reportlab.platypus.frames import Frame

from nfmaturity.i18n import _
from nfmaturity.report.fonts import BOLD, REGULAR, elided, measure, printable
from nfmaturity.report.painter import paint
from nfmaturity.report.styles import PX, colour

if TYPE_CHECKING:
    from nfmaturity.charts.shapes import Chart

# Bytes need not be letters: the file is a fifth smaller without, and sooner written.
rl_config.useA85 = 0

WIDTH = 662 * PX
LEFT, RIGHT = 72 * PX, A4[0] - 60 * PX
_BOTTOM, _TOP = 68 * PX, A4[1] - 84 * PX
HEIGHT = _TOP - _BOTTOM
_HEADER, _HEADER_RULE = A4[1] - 48 * PX, A4[1] - 59 * PX
_FOOTER, _FOOTER_RULE = 36 * PX, 56 * PX
_SMALL = 7.5

COVER, BODY_PAGE = "cover", "body"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the report that the contents and the bookmarks name; depth 0 is a chapter."""

    key: str
    number: str
    name: str
    depth: int = 0

    @property
    def title(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}".strip()


class Mark(Flowable):
    """Where an entry begins; takes no room."""

    def __init__(self, entry: Entry, space: float = 0.0) -> None:
        """Take what begins here, and the space above it unless a page does."""
        super().__init__()
        self.entry = entry
        self.spaceBefore = space
        self.width = self.height = 0.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803 - reportlab's names
        """Take no room."""
        return 0.0, 0.0

    def draw(self) -> None:
        """Note the page."""
        _report_canvas(self).mark(self.entry)


class PageOf(Flowable):
    """The page number of an entry, right-aligned, filled in at the end; the whole line is a link."""

    def __init__(self, entry: Entry, *, bold: bool) -> None:
        """Take the entry that the number is for."""
        super().__init__()
        self.entry, self.bold = entry, bold
        self.height = 12.0

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Take a line."""
        self.width = aW
        return aW, self.height

    def draw(self) -> None:
        """Draw the form that holds the number, and lay the link over the line."""
        canvas = _report_canvas(self)
        canvas.saveState()
        canvas.translate(self.width, 3)
        canvas.page_number_of(self.entry, bold=self.bold)
        canvas.restoreState()
        canvas.linkRect(
            "", self.entry.key, (self.width - WIDTH, -4, self.width, self.height + 4), relative=1, Border="[0 0 0]"
        )


@dataclass(frozen=True, slots=True)
class Running:
    """What stands on every page: the document's name, what it is made with, and the draft mark or ""."""

    header: str
    footer: str
    pack: str
    draft: str


class ReportCanvas(Canvas):
    """A canvas that notes where entries begin and fills in page numbers before it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without a page."""
        super().__init__(*args, **kwargs)
        self.showOutline()
        self.places: dict[str, int] = {}
        self.chapter = ""
        self._begun = 0
        self._latest = ""
        self._wanted: dict[str, bool] = {}
        self._folios: list[int] = []
        self._shared: dict[Chart, str] = {}

    def mark(self, entry: Entry) -> None:
        """Note that an entry begins on this page and make its bookmark."""
        self.places[entry.key] = self.getPageNumber()
        if self._begun == 0 or (self._begun == 1 and entry.depth > 0):
            self.chapter = printable(entry.title)
        self._begun += 1
        self._latest = printable(entry.title)
        self.bookmarkPage(entry.key, fit="XYZ", left=0, top=self.absolutePosition(0, 0)[1] + 12)
        self.addOutlineEntry(printable(entry.title), entry.key, entry.depth, closed=entry.depth == 0)

    def page_number_of(self, entry: Entry, *, bold: bool) -> None:
        """Refer to the page of an entry, before it is known."""
        self._wanted[entry.key] = bold
        self.doForm(f"page-of-{entry.key}")

    def shared(self, chart: Chart) -> None:
        """Draw a chart that comes again and again, from its lower left corner, written once in the file."""
        self.doForm(self._shared.setdefault(chart, f"chart-{len(self._shared)}"))

    def folio(self) -> None:
        """Refer to "page x of y" before y is known."""
        self._folios.append(self.getPageNumber())
        self.doForm(f"folio-{self.getPageNumber()}")

    def showPage(self) -> None:  # noqa: N802 - reportlab's name
        """Finish a page; the next one belongs to the entry begun last."""
        super().showPage()
        self.chapter, self._begun = self._latest, 0

    def save(self) -> None:
        """Fill in the numbers and write the file."""
        total = self.getPageNumber() - 1
        for key, bold in self._wanted.items():
            self._number(f"page-of-{key}", str(self.places[key]), 9, bold=bold)
        for page in self._folios:
            self._number(f"folio-{page}", f"{page} / {total}", _SMALL, bold=True)
        for chart, form in self._shared.items():
            self.beginForm(form, -2, -2, chart.width + 2, chart.height + 2)
            paint(self, chart, chart.height)
            self.endForm()
        super().save()

    def _number(self, form: str, text: str, size: float, *, bold: bool) -> None:
        self.beginForm(form, -60, -4, 0, 12)
        self.setFont(BOLD if bold else REGULAR, size)
        self.setFillColor(colour("ink2"))
        self.drawRightString(0, 0, text)
        self.endForm()


class Sign(Flowable):
    """A small chart that comes again and again, such as a Harvey ball."""

    def __init__(self, chart: Chart) -> None:
        """Take the chart's own size."""
        super().__init__()
        self.chart = chart
        self.width, self.height = chart.width, chart.height

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: ARG002, N803
        """Give the size of the chart."""
        return self.width, self.height

    def draw(self) -> None:
        """Refer to the chart."""
        _report_canvas(self).shared(self.chart)


def _report_canvas(part: Flowable) -> ReportCanvas:
    return cast("ReportCanvas", part.canv)


def draw_frame(canvas: Any, running: Running) -> None:
    """Draw header and footer of a page that is otherwise finished; what is too long ends in "…"."""
    canvas.saveState()
    canvas.setStrokeColor(colour("line2"))
    canvas.setLineWidth(0.75)
    canvas.line(LEFT, _HEADER_RULE, RIGHT, _HEADER_RULE)
    canvas.setStrokeColor(colour("line"))
    canvas.line(LEFT, _FOOTER_RULE, RIGHT, _FOOTER_RULE)
    canvas.setFont(REGULAR, _SMALL)
    canvas.setFillColor(colour("ink3"))
    half = WIDTH / 2 - 10
    chapter = elided(canvas.chapter, (REGULAR, _SMALL), half)
    room = WIDTH - measure(chapter, _SMALL, bold=False) - 20
    canvas.drawString(LEFT, _HEADER, elided(printable(running.header), (REGULAR, _SMALL), room))
    canvas.drawRightString(RIGHT, _HEADER, chapter)
    x = LEFT
    if running.draft:
        canvas.setFont(BOLD, _SMALL)
        canvas.setFillColor(colour("cop"))
        canvas.drawString(x, _FOOTER, running.draft)
        x += measure(running.draft, _SMALL, bold=True) + 9
        canvas.setFont(REGULAR, _SMALL)
        canvas.setFillColor(colour("ink3"))
    pack = elided(printable(running.pack), (REGULAR, _SMALL), half - 50)
    canvas.drawRightString(RIGHT - 60, _FOOTER, pack)
    room = RIGHT - 60 - measure(pack, _SMALL, bold=False) - 14 - x
    canvas.drawString(x, _FOOTER, elided(printable(running.footer), (REGULAR, _SMALL), room))
    canvas.translate(RIGHT, _FOOTER)
    canvas.folio()
    canvas.restoreState()


def draw_cover_band(canvas: Any) -> None:
    """Draw the band along the cover's left edge."""
    canvas.saveState()
    canvas.setFillColor(colour("l5"))
    canvas.rect(0, 0, 16 * PX, A4[1], stroke=0, fill=1)
    canvas.restoreState()


def page_templates(running: Running, *, cover: bool = True) -> list[PageTemplate]:
    """Give the cover's page, unless there is none, and all others; no flowable is padded by its frame."""

    def frame() -> Frame:
        return Frame(LEFT, _BOTTOM, WIDTH, _TOP - _BOTTOM, 0, 0, 0, 0)

    body = PageTemplate(BODY_PAGE, [frame()], onPageEnd=lambda canvas, _document: draw_frame(canvas, running))
    if not cover:
        return [body]
    return [PageTemplate(COVER, [frame()], onPage=lambda canvas, _document: draw_cover_band(canvas)), body]


def draft_word() -> str:
    """Give the mark of a report that is not the last word."""
    return _("Draft")


def document_template(target: Any, running: Running, *, cover: bool = True, **metadata: Any) -> BaseDocTemplate:
    """Give a document whose bytes depend on nothing but its content."""
    return BaseDocTemplate(
        target,
        pagesize=A4,
        pageTemplates=page_templates(running, cover=cover),
        invariant=1,
        initialFontName=REGULAR,
        initialFontSize=9,
        displayDocTitle=True,
        allowSplitting=1,
        **metadata,
    )
