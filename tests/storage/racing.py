"""Work on a library beside other processes: `python -m tests.storage.racing FOLDER WHO`; prints what was accepted."""

from __future__ import annotations

import random
import sys

from nfmaturity.storage.library import open_library
from nfmaturity.storage.place import parse_place
from nfmaturity.storage.writer import AssessmentWriter
from tests.edits import grade
from tests.storage.killing import DEGREES, IDENT, make_pack


def main(folder: str, who: int) -> None:
    chance = random.Random(who)
    pack = make_pack()
    library = open_library(parse_place(folder), create=True)
    writer = AssessmentWriter(library, pack, IDENT)
    accepted = conflicts = 0
    for n in range(60):
        if n % 3 == 0:
            writer.refresh()
        seen = writer.standing.assessment
        name = chance.choice(list(pack.rubric.places)[:4])
        wanted = chance.choice([degree for degree in DEGREES if degree != seen.answer(name).grade])
        outcome = writer.write([grade(seen, name, wanted, actor=f"{who}")])
        accepted += len(outcome.accepted)
        conflicts += len(outcome.conflicts)
    library.close()
    sys.stdout.write(f"{accepted} {conflicts}\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
