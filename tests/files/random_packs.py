"""Packs of every shape that the schema allows, with texts that files of many kinds get wrong."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

Tree = dict[str, Any]

SEGMENTS = ("mining", "beneficiation", "smelting", "processing")
HARD_TEXTS = (
    "=1+1",
    "+86",
    "-",
    "- a",
    "@x",
    "'quoted'",
    '"quoted"',
    '{"zh": "x"}',
    "[]",
    "{}",
    '["a", "b"]',
    "[AL] first",
    "010",
    "1e3",
    "0.80",
    "TRUE",
    "no",
    "null",
    "~",
    "12:30",
    "2026-11-23",
    "#N/A",
    "#REF!",
    "_x000D_",
    "_x005F_x000D_",
    "x005F_",
    "_x0041_",
    "a_x000d_b",
    " before and after ",
    "\tTab",
    "two\nlines",
    "two\n\nlines ",
    "\nfirst",
    "last\n",
    "carriage\rreturn",
    "carriage\r\nreturn",
    "next\x85line",
    "line\u2028separator",
    "\u3000wide",
    "no\u00a0break",
    "\ufeffmark",
    "key: value",
    "a # comment",
    "ends with:",
    "colon:\nand more",
    "%percent",
    "\\back",
    "a\\",
    "，、；",
    "安全、环保；能源，设备。",
    "😀",
    "Cafe\u0301",
    "---",
    "...",
    "long " * 60 + "end",
    "很长的句子，" * 60,
    "ab  cd" * 40,
    "a #b " * 40 + "c",
)
LETTERS = st.characters(exclude_categories=["Cs", "Cc", "Cn"]) | st.sampled_from("\n \t:#-'\"\\=_x0[]{},、。")
SOME_TEXT = st.text(LETTERS, min_size=1, max_size=60).filter(str.strip)
HARD_TEXT = st.sampled_from(HARD_TEXTS)
TEXT = SOME_TEXT | HARD_TEXT
NAME = TEXT.map(lambda words: " ".join(words.splitlines())[:300]).filter(str.strip)
DECIMAL = st.sampled_from(["1", "25", "0.8", "0.80", "007.50", "33.333333333333", "123456789012.123456789012", "0.1"])
IDENTIFIER = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)


@st.composite
def sources(draw: DrawFn) -> Tree:
    """The source of a random pack that has no fault."""
    return _Maker(draw).pack()


class _Maker:
    """Draws the parts of one pack; `some` draws or leaves out."""

    def __init__(self, draw: DrawFn) -> None:
        self.draw = draw
        listed = draw(st.none() | st.lists(IDENTIFIER, min_size=1, max_size=3, unique=True))
        self.listed: list[str] | None = listed
        self.languages = listed or ["zh", "en"]
        self.levels = [str(n) for n in range(1, draw(st.integers(1, 3)) + 1)]
        self.segments = draw(st.lists(st.sampled_from(SEGMENTS), unique=True))
        self.requirements: list[str] = []

    def text(self, words: SearchStrategy[str] = TEXT) -> str | Tree:
        if len(self.languages) == 1 and self.draw(st.booleans()):
            return self.draw(words)
        return {language: self.draw(words) for language in self.languages}

    def texts(self) -> list[str] | Tree:
        lists = st.lists(TEXT, max_size=3)
        if len(self.languages) == 1 and self.draw(st.booleans()):
            return self.draw(lists)
        return {language: self.draw(lists) for language in self.languages}

    def forms(self) -> Tree:
        some = self.draw(st.lists(st.sampled_from(self.languages), min_size=1, unique=True))
        return {language: self.draw(st.lists(TEXT, max_size=3)) for language in some}

    def some(self, tree: Tree, **values: Any) -> Tree:
        """Add each value or leave it out; a value may be a strategy or something to call."""
        for key, value in values.items():
            if self.draw(st.booleans()):
                tree[key] = value() if callable(value) else self.draw(value)
        return tree

    def pack(self) -> Tree:
        segments = [{"id": name, "name": self.text(NAME)} for name in self.segments]
        names = self.draw(
            st.lists(st.sampled_from(["G", "G.x", "h-1", "1", "true"]), min_size=1, max_size=2, unique=True)
        )
        tree = {
            "format": "nfmaturity-rubric",
            "schema": "1",
            "id": self.draw(IDENTIFIER),
            "version": self.draw(st.sampled_from(["1.0.0", "0.10.2", "010.1.0"])),
            "title": self.text(NAME),
            "provenance": self.text(),
            "levels": [{"level": n, "name": self.text(NAME), "summary": self.text()} for n in self.levels],
            "segments": segments,
            "scoring": self.scoring(),
            "groups": [self.group(name) for name in names],
        }
        if self.listed is not None:
            tree["languages"] = self.listed
        return self.some(tree, glossary=self.glossary)

    def scoring(self) -> Tree:
        inner = self.draw(st.lists(st.sampled_from(["0.8", "0.50", "0.123456789012", "0.1"]), unique=True, max_size=3))
        values = ["1", *sorted(inner, reverse=True), self.draw(st.sampled_from(["0", "-0", "0.0"]))]
        degrees = [
            self.some({"id": f"d{n}", "value": value, "name": self.text(NAME)}, meaning=self.text)
            for n, value in enumerate(values)
        ]
        rule = self.draw(st.sampled_from(["first_unmet", "met_as_one", "plain_sum"]))
        return {"degrees": degrees, "level_threshold": self.draw(st.sampled_from(["0.8", "1"])), "accumulate": rule}

    def glossary(self) -> list[Tree]:
        names = self.draw(st.lists(IDENTIFIER, max_size=3, unique=True))
        return [
            self.some({"id": name, "term": self.text(NAME), "text": self.text()}, also=self.forms) for name in names
        ]

    def group(self, name: str) -> Tree:
        ends = self.draw(
            st.lists(st.sampled_from(["A", "a", "B" * 40, "B" * 41, "pack"]), min_size=1, max_size=2, unique=True)
        )
        domains = [self.domain(f"{name}-{end}") for end in ends]
        return {"id": name, "name": self.text(NAME), "weight": self.draw(DECIMAL), "domains": domains}

    def domain(self, name: str) -> Tree:
        items = [self.item(f"{name}-{n}") for n in range(1, self.draw(st.integers(1, 2)) + 1)]
        tree = {"id": name, "name": self.text(NAME), "weight": self.draw(DECIMAL), "sub_indicators": items}
        return self.some(tree, tailorable=st.sampled_from(["true", "false"]))

    def item(self, name: str) -> Tree:
        tree = {
            "id": name,
            "name": self.text(NAME),
            "definition": self.text(),
            "weight": self.draw(DECIMAL),
            "levels": {level: self.level(name, level) for level in self.levels},
        }
        self.limit(tree)
        return self.some(tree, tailorable=st.sampled_from(["true", "false"]), evidence=self.texts)

    def limit(self, tree: Tree) -> None:
        if self.segments and self.draw(st.booleans()):
            tree["applies_to"] = self.draw(st.lists(st.sampled_from(self.segments), min_size=1, unique=True))

    def level(self, item: str, level: str) -> Tree:
        letters = self.draw(st.lists(st.sampled_from("abz"), min_size=1, max_size=3, unique=True))
        known = list(self.requirements)
        content = {"requirements": [self.requirement(f"{item}.{level}{letter}", level, known) for letter in letters]}
        self.requirements += [requirement["id"] for requirement in content["requirements"]]
        return self.some(content, actions=self.actions)

    def requirement(self, name: str, level: str, known: list[str]) -> Tree:
        tree: Tree = {"id": name, "text": self.text()}
        self.limit(tree)
        before = [ident for ident in known if ident.rpartition(".")[2][:-1] <= level]
        prerequisites = st.lists(st.sampled_from(before), max_size=2) if before else st.just([])
        return self.some(
            tree,
            guidance=self.text,
            evidence=self.text,
            effort_days=DECIMAL | st.sampled_from(["0", "-0", "-0.0"]),
            depends_on=prerequisites,
            tags=st.lists(IDENTIFIER, max_size=3),
        )

    def actions(self) -> list[Tree]:
        efforts = self.draw(st.lists(st.sampled_from("SML"), max_size=2))
        return [{"text": self.text(), "effort": effort} for effort in efforts]
