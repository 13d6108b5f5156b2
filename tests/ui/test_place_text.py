"""A place typed on one line comes into the parts of a profile, and back."""

from __future__ import annotations

import pytest

from nfmaturity.ui.forms.place_text import place_line, place_parts


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("江西省鹰潭市贵溪市", ("江西省", "鹰潭市", "贵溪市")),
        ("广西壮族自治区 河池市 南丹县", ("广西壮族自治区", "河池市", "南丹县")),
        ("上海市浦东新区", ("上海市", "", "浦东新区")),
        ("云南省文山壮族苗族自治州", ("云南省", "文山壮族苗族自治州", "")),
        ("内蒙古自治区锡林郭勒盟", ("内蒙古自治区", "锡林郭勒盟", "")),
        ("经济开发区", ("", "", "经济开发区")),
        ("Katanga, DR Congo", ("", "", "Katanga, DR Congo")),
        ("", ("", "", "")),
    ],
)
def test_a_place_is_taken_apart(typed: str, parts: tuple[str, str, str]) -> None:
    found = place_parts(typed, {})
    assert tuple(found.get(key, "") for key in ("province", "city", "name")) == parts
    assert place_line(found) == typed.replace("区 ", "区").replace("市 ", "市")


def test_a_line_that_nobody_touched_keeps_its_parts() -> None:
    held = {"province": "Jiangxi", "city": "Yingtan", "name": "Guixi"}
    assert place_parts(place_line(held), held) == held
    assert place_parts("江西省", held) == {"province": "江西省"}
