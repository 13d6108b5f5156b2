"""How an enterprise is named in the language in force."""

from __future__ import annotations

from nfmaturity.i18n import _, current_language


def enterprise_words(name: str, name_en: str) -> str:
    """Give the name in the language in force, else the one there is; "" without any."""
    return name_en if name_en and (not name or current_language() == "en") else name


def enterprise_name(name: str, name_en: str) -> str:
    """Name an enterprise in the language in force, also one without a name."""
    return enterprise_words(name, name_en) or _("Unnamed enterprise")
