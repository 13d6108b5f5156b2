from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType

import pytest
from pypdf.generic import DictionaryObject
from reportlab.lib.pagesizes import A4

from nfmaturity.domain.assessment import Answer, Assessment
from nfmaturity.domain.enterprise import Enterprise
from nfmaturity.domain.rubric import RubricPack
from nfmaturity.domain.scope import scope_of
from nfmaturity.domain.scoring import score
from nfmaturity.i18n import language
from nfmaturity.report.chapters import Part
from nfmaturity.report.document import Report
from nfmaturity.report.facts import Facts
from nfmaturity.report.frame import LEFT
from nfmaturity.report.pictures import page_pictures
from nfmaturity.report.sections.terms import by_alphabet, used_terms
from nfmaturity.resources import resource
from nfmaturity.workspace.subject import read_subject
from tests.report.reading import bookmarks, page_texts, printed_lines, reader, text_of
from tests.report.samples import REQUIREMENTS, large, report_of

BOTTOM = 48
"""Below it stands the footer."""


@pytest.fixture(scope="module")
def draft() -> tuple[RubricPack, Assessment]:
    return large(every=9, items=2, each=2)


@pytest.fixture(scope="module")
def complete() -> tuple[RubricPack, Assessment]:
    return large(items=2, each=2)


@pytest.fixture(scope="module")
def zh(complete: tuple[RubricPack, Assessment]) -> Report:
    return report_of(*complete)


@pytest.fixture(scope="module")
def en(complete: tuple[RubricPack, Assessment]) -> Report:
    return report_of(*complete, lang="en")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_same_input_gives_the_same_bytes(draft: tuple[RubricPack, Assessment], lang: str) -> None:
    assert report_of(*draft, lang=lang).pdf == report_of(*draft, lang=lang).pdf


def test_chinese_can_be_taken_out_again(zh: Report) -> None:
    said = text_of(zh.pdf)
    for words in ("示例江畔铜业有限公司", "摸清数据治理、电解控制和节能降碳效益的现状。", REQUIREMENTS[3][0]):
        assert words in said
    assert "能力域" in said
    assert "Capability" not in said


def test_both_languages_hold_every_requirement_and_reason(
    zh: Report, en: Report, complete: tuple[RubricPack, Assessment]
) -> None:
    pack, given = complete
    counted = [name for name, place in pack.rubric.places.items() if place.sub_indicator.id not in given.exclusions]
    for report in (zh, en):
        said = text_of(report.pdf)
        assert all(name in said for name in counted)
        assert all(reason in said for reason in given.exclusions.values())
    assert "Capabilitydomains" in text_of(en.pdf)


def test_every_font_is_embedded(zh: Report, en: Report) -> None:
    for report in (zh, en):
        fonts = {}
        for page in reader(report.pdf).pages:
            for name, font in page["/Resources"]["/Font"].items():
                fonts[name] = font.get_object()
        assert fonts
        for font in fonts.values():
            assert isinstance(font, DictionaryObject)
            assert "/FontFile2" in font["/FontDescriptor"], font["/BaseFont"]


def test_pages_are_numbered_x_of_y(zh: Report) -> None:
    texts = page_texts(zh.pdf)
    assert len(texts) == zh.pages == len(reader(zh.pdf).pages)
    for number, said in enumerate(texts[1:], start=2):
        assert re.search(rf"(?<!\d){number}\s*/\s*{zh.pages}(?!\d)", said), number


def test_contents_bookmarks_and_chapters_agree(zh: Report) -> None:
    marks = bookmarks(zh.pdf)
    contents = [line for page, line in printed_lines(zh.pdf) if page == 2]
    assert [title.split()[0] for title, _ in marks if "." not in title.split()[0]] == [str(n) for n in range(1, 12)]
    assert len(marks) == 32
    for title, page in marks:
        number, name = title.split(maxsplit=1)
        row = next(line for line in contents if line.text == number and line.left < LEFT + 1)
        beside = [line for line in contents if line.bottom < (row.bottom + row.top) / 2 < line.top]
        assert [line.text for line in sorted(beside, key=lambda line: line.left)] == [number, name, str(page)]
        assert name[:4] in page_texts(zh.pdf)[page - 1]


def test_contents_are_links_to_the_pages(zh: Report) -> None:
    source = reader(zh.pdf)
    page_of = {page.indirect_reference: number for number, page in enumerate(source.pages, start=1)}
    targets = [note.get_object()["/Dest"][0] for note in source.pages[1]["/Annots"]]
    assert [page_of[target.indirect_reference] for target in targets] == [page for _, page in bookmarks(zh.pdf)]


def test_the_glossary_holds_the_terms_that_the_report_uses(zh: Report, en: Report) -> None:
    for report, used, unused in (
        (zh, "称重的凭据。", "金属量的收支核算。"),
        (en, "Recordofaweighing.", "Accountofmetal."),
    ):
        assert used in text_of(report.pdf)
        assert unused not in text_of(report.pdf)


def test_what_a_manager_reads_comes_before_the_list_of_every_requirement() -> None:
    texts = page_texts(report_of(*large()).pdf)
    marks = bookmarks(report_of(*large()).pdf)
    last = next(page for title, page in marks if title == "11 逐条评定")
    assert all(page < last for title, page in marks if not title.startswith("11"))
    continued = [said for said in texts[last:] if "（续）" in said]
    assert continued
    assert not any("（续）" in said for said in texts[:last])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_only_the_parts_that_are_wanted_are_printed_and_referred_to(
    complete: tuple[RubricPack, Assessment], lang: str
) -> None:
    report = report_of(*complete, lang=lang, parts=(Part.SUMMARY, Part.ASSESSMENT, Part.DOMAINS))
    titles = [title for title, _page in bookmarks(report.pdf)]
    named = {"zh": ("摘要", "评估概况", "企业概况", "能力域"), "en": ("Summary", "The assessment", "The enterprise")}
    assert titles.pop(1) == {"zh": "1.1 措施", "en": "1.1 Measures"}[lang]
    for number, name in enumerate(named[lang], start=1):
        assert titles[number - 1] == f"{number} {name}"
    assert titles[3].startswith("4 ")
    assert [title.split()[0] for title in titles[4:]] == [f"4.{n}" for n in range(1, 11)]
    texts = page_texts(report.pdf)
    last = {"zh": "逐条评定", "en": "Every requirement"}[lang]
    assert [number for number, page in enumerate(texts, start=1) if last in page] == [2], "told in the contents only"
    register = {"zh": "不适用项清单", "en": "register of exclusions"}[lang]
    assert not any(register in page for page in texts)


def test_a_summary_alone_has_no_page_of_contents_and_its_cover_says_what_is_left_out(
    complete: tuple[RubricPack, Assessment],
) -> None:
    report = report_of(*complete, lang="en", parts=(Part.SUMMARY,))
    texts = [" ".join(page.split()) for page in page_texts(report.pdf)]
    assert [page for _title, page in bookmarks(report.pdf)] == [2, 3]
    assert not any("Contents" in text for text in texts)
    assert "Left out of this printout: The assessment, Result" in texts[0]


def test_all_measures_are_listed_so_that_their_sums_can_be_checked() -> None:
    subject = read_subject(resource("demo", "yunling-aluminium.json"), None, None)
    report = report_of(subject.pack, subject.assessment, "en", parts=(Part.SUMMARY,))
    rows = [line for number, line in printed_lines(report.pdf) if number >= 3 and line.left < LEFT + 5]
    numbers = [int(line.text) for line in rows if line.text.isdecimal()]
    assert numbers == list(range(1, 90))
    listing = " ".join(" ".join(page.split()) for page in page_texts(report.pdf)[2:])
    days = [int(said.replace(",", "")) for said in re.findall(r" ([\d,]+) (?:\+0\.\d{4}|–)(?= |$)", listing)]
    assert len(days) == 90
    assert sum(days[:-1]) == days[-1] == 2030


def test_terms_stand_in_the_order_of_their_pinyin() -> None:
    assert sorted(["萃取", "电解", "冰铜", "ERP", "采场"], key=by_alphabet) == ["ERP", "冰铜", "采场", "萃取", "电解"]


def test_what_a_definition_names_of_other_segments_is_not_explained() -> None:
    state = read_subject(resource("demo", "riverside-copper.json"), None, None)
    mine = replace(
        state.assessment, enterprise=state.assessment.enterprise.model_copy(update={"segments": ("mining",)})
    )
    found = {}
    for name, given in (("smelter", state.assessment), ("mine", mine)):
        scope = scope_of(state.pack.rubric, given.enterprise.segments)
        facts = Facts(state.pack, given, scope, score(state.pack.rubric, given, scope), "zh")
        with language("zh"):
            found[name] = {facts.say(term.term) for term in used_terms(facts)}
    assert {"露天矿", "井下矿"} <= found["mine"] - found["smelter"]
    assert {"熔池熔炼", "吹炼", "电解槽"} <= found["smelter"], "what is no other segment's stays"


def test_a_domain_without_a_grade_is_no_zero(complete: tuple[RubricPack, Assessment]) -> None:
    pack, given = complete
    graded = {name: answer for name, answer in given.answers.items() if not name.startswith("BC-DAT")}
    report = report_of(pack, replace(given, answers=MappingProxyType(graded)), "en", parts=(Part.SUMMARY, Part.DOMAINS))
    texts = [" ".join(page.split()) for page in page_texts(report.pdf)]
    assert texts[2].count("not graded") == 1
    assert "Data –" in texts[2]
    assert sum("Nothing of this domain is graded yet" in text for text in texts) == 1


def test_nothing_graded_is_no_result(complete: tuple[RubricPack, Assessment]) -> None:
    pack, given = complete
    parts = (Part.SUMMARY, Part.RESULT, Part.DOMAINS)
    report = report_of(pack, replace(given, answers=MappingProxyType({})), "en", parts=parts)
    texts = [" ".join(page.split()) for page in page_texts(report.pdf)]
    told = [text for text in texts if text.startswith(("1 Summary", "2 Result"))]
    assert [said.count("Not graded yet") > 0 for said in (texts[0], *told)] == [True] * 3
    assert not any("below level 1" in text.lower() for text in texts)
    beside_bounds = [re.sub(r"0\.000( and |–)5\.000", "", text) for text in texts]
    assert not any("0.000" in text or "0.800 short" in text for text in beside_bounds)


def test_the_summary_names_three_measures_and_says_where_gains_do_not_make_their_sum() -> None:
    subject = read_subject(resource("demo", "riverside-copper.json"), None, None)
    report = report_of(subject.pack, subject.assessment, "en", parts=(Part.SUMMARY,))
    found = [" ".join(page.split()) for page in page_texts(report.pdf)]
    assert any(re.search(r"Listed above: [34] of 8\.", page) for page in found)
    listing = next(page for page in found if "Measures towards Level 3: 8" in page)
    gains = [Fraction(said) for said in re.findall(r"\+(0\.\d{4})", listing)]
    assert sum(gains[:-1]) != gains[-1]
    assert "Every gain is cut after 4 decimals, " in listing


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_to_do_about_a_domain_fills_its_second_page(lang: str) -> None:
    subject = read_subject(resource("demo", "riverside-copper.json"), None, None)
    report = report_of(subject.pack, subject.assessment, lang, parts=(Part.DOMAINS,))
    begins = [page for title, page in bookmarks(report.pdf) if title.startswith("1.")]
    lengths = [after - page for page, after in pairwise([*begins, report.pages + 1])]
    assert lengths == [2] * 10
    lowest: dict[int, float] = {}
    for number, line in printed_lines(report.pdf):
        if line.bottom > BOTTOM:
            lowest[number] = min(line.bottom, lowest.get(number, line.bottom))
    assert sum(lowest[page + 1] < A4[1] / 3 for page in begins) >= 8, "the others have no more to tell"


@pytest.mark.parametrize("name", ["riverside-copper.json", "yunling-aluminium.json"])
def test_no_page_is_left_nearly_empty(name: str) -> None:
    subject = read_subject(resource("demo", name), None, None)
    report = report_of(subject.pack, subject.assessment, "en", parts=(Part.ASSESSMENT, Part.DOMAINS, Part.ANNEXES))
    lowest = dict.fromkeys(range(1, report.pages + 1), A4[1])
    for number, line in printed_lines(report.pdf):
        if line.bottom > BOTTOM:
            lowest[number] = min(line.bottom, lowest[number])
    assert [page for page, bottom in lowest.items() if bottom > A4[1] * 2 / 3] == []


def test_metadata_and_language(zh: Report, en: Report) -> None:
    source = reader(zh.pdf)
    assert source.metadata is not None
    assert source.metadata.title == "示例江畔铜业有限公司 数字化转型成熟度评估报告"
    assert source.metadata.author == "示例江畔铜业有限公司"
    assert source.metadata.subject == "数字化转型成熟度评估指标体系"
    assert source.metadata.creator == "nfmaturity"
    assert source.root_object["/Lang"] == "zh-CN"
    assert reader(en.pdf).root_object["/Lang"] == "en"
    assert reader(en.pdf).metadata.author == "Demo Riverside Copper Co., Ltd."


def test_draft_is_marked_only_while_anything_is_unanswered(draft: tuple[RubricPack, Assessment], zh: Report) -> None:
    texts = page_texts(report_of(*draft).pdf)
    assert all("草稿" in said for said in texts)
    assert "得分可能区间" in texts[0]
    assert "至少" in texts[2]
    assert not any("草稿" in said or "得分可能区间" in said for said in page_texts(zh.pdf))


def test_a_target_is_spoken_of_only_where_one_is_set(draft: tuple[RubricPack, Assessment]) -> None:
    pack, given = draft
    without, with_one = (text_of(report_of(pack, replace(given, target_level=level)).pdf) for level in (None, 4))
    assert "0至5，竖线为目标" in with_one
    assert "竖线为目标" not in without
    assert "0至5" in without


def test_a_complete_assessment_is_marked_where_it_is_asked(complete: tuple[RubricPack, Assessment]) -> None:
    zh = page_texts(report_of(*complete, draft=True).pdf)
    assert all("草稿" in said for said in zh)
    en = page_texts(report_of(*complete, lang="en", draft=True).pdf)
    assert all("Draft" in said for said in en)
    assert "Not yet released" in en[0]
    together = " ".join(" ".join(en).split())
    assert "This is a draft." in together
    for words in ("without a grade: 0", "count 0", "Score bounds", "hatched", "are graded; not for use"):
        assert words not in together, words


@pytest.mark.parametrize("asked", [None, False, True])
def test_nothing_takes_the_mark_off_an_incomplete_assessment(
    draft: tuple[RubricPack, Assessment], asked: bool | None
) -> None:
    assert report_of(*draft, draft=asked).pdf == report_of(*draft).pdf


def test_each_page_is_told_when_it_is_laid_out(draft: tuple[RubricPack, Assessment]) -> None:
    told: list[int] = []
    report = report_of(*draft, on_page=told.append)
    assert told == list(range(1, report.pages + 1))
    assert report.pdf == report_of(*draft).pdf


def test_markup_in_texts_is_text(complete: tuple[RubricPack, Assessment]) -> None:
    pack, given = complete
    name = '<b>&"公司</b> &amp; <font color="red">x</font>'
    first = next(iter(pack.rubric.places))
    enterprise = Enterprise.model_validate({"segments": ["smelting"], "name": name})
    answers = {**given.answers, first: Answer("full", f"{name}\n\t<para>第二行")}
    report = report_of(pack, replace(given, enterprise=enterprise, answers=MappingProxyType(answers)))
    said = text_of(report.pdf)
    assert said.count("".join(name.split())) > 3
    assert "<para>第二行" in said


def test_missing_characters_are_named(complete: tuple[RubricPack, Assessment]) -> None:
    pack, given = complete
    enterprise = Enterprise.model_validate({"segments": ["smelting"], "name": "𠮷野😀铜业\u200b"})
    report = report_of(pack, replace(given, enterprise=enterprise, title="䶮\x07号"))
    assert report.missing == ("𠮷", "😀")
    said = text_of(report.pdf)
    assert "〈U+20BB7〉野〈U+1F600〉铜业" in said
    assert "䶮号" in said


def test_no_character_is_missing_else(zh: Report, en: Report) -> None:
    assert zh.missing == en.missing == ()


def test_pictures_of_pages(zh: Report) -> None:
    pictures = list(page_pictures(zh.pdf, 60))
    assert len(pictures) == zh.pages
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("every", [1, 9])
def test_the_summary_is_one_page(lang: str, every: int) -> None:
    marks = bookmarks(report_of(*large(every=every, items=2), lang=lang).pdf)
    assert [page for title, page in marks if title.split()[0] in {"1", "1.1"}] == [3, 4]


def with_waiting(given: Assessment, waiting: int) -> Assessment:
    """Let the first grades of an assessment be those of another year that nobody has confirmed yet."""
    graded = [name for name, answer in given.answers.items() if answer.grade is not None][:waiting]
    told = {name: replace(given.answers[name], confirm=True) for name in graded}
    return replace(given, answers=MappingProxyType({**given.answers, **told}))


@pytest.mark.parametrize(
    ("lang", "cover", "summary", "mark"),
    [
        ("zh", "190/190条（3条待确认）", "沿用上期、尚待确认的评定：3条。", "待确认"),
        ("en", "190of190(3toconfirm)", "Gradesoftheyearbefore,stilltobeconfirmed:3.", "toconfirm"),
    ],
)
def test_grades_to_be_confirmed_are_counted_and_marked(
    complete: tuple[RubricPack, Assessment], lang: str, cover: str, summary: str, mark: str
) -> None:
    pack, given = complete
    texts = ["".join(said.split()) for said in page_texts(report_of(pack, with_waiting(given, 3), lang=lang).pdf)]
    assert cover in texts[0]
    assert summary in texts[2]
    opens = max(number for number, said in enumerate(texts) if "BC-ORG-01.1a" in said)
    rows = "".join(texts[opens:]).split("BC-ORG-01.1a", 1)[1]
    assert rows.count(mark) == 3
    assert rows.index(mark) < rows.index("BC-ORG-01.1b")


@pytest.mark.parametrize(("waiting", "wanted", "marked"), [(3, None, True), (3, False, False), (0, None, False)])
def test_a_report_is_a_draft_while_grades_are_to_be_confirmed(
    complete: tuple[RubricPack, Assessment], waiting: int, wanted: bool | None, marked: bool
) -> None:
    pack, given = complete
    texts = page_texts(report_of(pack, with_waiting(given, waiting), lang="en", draft=wanted).pdf)
    assert ("Draft" in texts[-1]) is marked
    assert ("Draft" in texts[0]) is marked
