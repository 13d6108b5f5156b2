"""What the first sheet of a rubric's workbook tells the person who fills it in."""

from nfmaturity.domain.errors import N_

TITLE = N_("How to fill in this workbook")
NOTES = (
    N_(
        "This workbook holds a whole rubric pack. Change the texts, save it, and bring it in with: "
        "nfmaturity rubric import FILE.xlsx FOLDER --dry-run. That shows what would change and writes nothing; "
        "without --dry-run the pack is written. The app does the same on its page of rubrics."
    ),
    N_(
        "Before you import, raise the version on the sheet “指标体系 Pack”. "
        "A pack of your own beside ours gets an id of its own there; assessments keep the rubric they were made with."
    ),
    N_(
        "If you hold the text of a standard and type it in, also say so in the provenance of the pack: "
        "it is printed in every report."
    ),
    N_(
        "“指标体系 Pack” holds the levels, segments, degrees, the scoring rule, and the groups with their domains. "
        "“术语 Glossary” holds the terms. Every domain has a sheet of its own."
    ),
    N_(
        "On a domain's sheet each row is a sub-indicator, a requirement or an action, as its first cell says. "
        "Requirements and actions belong to the sub-indicator above them. "
        "Their order within a level counts; levels may stand in any order."
    ),
    N_(
        "Texts have a column for each language, headed by its name, such as text zh. "
        "Fill in every language of the pack. Grey cells are not used by their row."
    ),
    N_(
        "To add a requirement or an action, write into the empty row below its sub-indicator, or insert rows there. "
        "A requirement's id is the sub-indicator's, a full stop, the level and a small letter: BC-DAT-03.1a."
    ),
    N_(
        "Ids are locked, as answers are kept by them. To delete a row or to change an id, unprotect the sheet "
        "(Review › Unprotect Sheet); there is no password. Give the id of a deleted requirement to no other."
    ),
    N_(
        "To add a domain, add a row for it on “指标体系 Pack” and copy a domain's sheet; "
        "name the sheet by the domain's id."
    ),
    N_(
        "An empty cell means that the pack does not say it; [] means an empty list. "
        "Evidence of a sub-indicator and further forms of a term stand one a line (Alt+Enter). "
        "Ids, segments and tags stand between commas."
    ),
    N_(
        "Write values, no formulas; merge no cells; rename no heading and no sheet. "
        "Whatever cannot be read is told with its sheet and cell, and nothing is written."
    ),
)
