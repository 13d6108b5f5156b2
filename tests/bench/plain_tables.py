"""The floor of the report: reportlab alone, plain tables of the same texts in the same fonts."""

from __future__ import annotations

import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import LongTable, PageBreak, Paragraph, SimpleDocTemplate, TableStyle

from nfmaturity.domain.assessment import Assessment
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.report import fonts

ROWS_A_PAGE = 14


def plain_tables(pack: RubricPack, state: Assessment, pages: int) -> bytes:
    """As many pages of tables with id, text, grade and comment, wrapped as any table of such texts must be."""
    fonts.advances(fonts.REGULAR)
    style = ParagraphStyle("cell", fontName=fonts.REGULAR, fontSize=8.6, leading=12, wordWrap="CJK")
    rows = [
        [
            place.requirement.id,
            pack.rubric.say(place.requirement.text, "zh"),
            state.answer(name).grade or "",
            state.answer(name).comment,
        ]
        for name, place in pack.rubric.places.items()
    ]
    look = TableStyle([("FONT", (0, 0), (-1, -1), fonts.REGULAR, 8.6), ("LINEBELOW", (0, 0), (-1, -1), 0.5, "#DFE3E6")])
    flow: list[object] = []
    for page in range(pages):
        chosen = [rows[(page * ROWS_A_PAGE + n) % len(rows)] for n in range(ROWS_A_PAGE)]
        cells = [
            [ident, Paragraph(text, style), degree, Paragraph(comment, style)]
            for ident, text, degree, comment in chosen
        ]
        flow += [LongTable(cells, colWidths=[70, 180, 50, 195], style=look, repeatRows=0), PageBreak()]
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4, invariant=1).build(flow)
    return target.getvalue()
