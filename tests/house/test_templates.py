"""Pages speak both languages: Chinese stands beside its English or not at all."""

import re

from tests.house.source import PRODUCT, every_file, place

HAN = re.compile(r"[\u3400-\u9fff]+")
# Both sides of the pair are required by the tag itself; a comment is not shown.
PAIRED = re.compile(
    r"\{%\s*(?:say|field)\b.*?%\}|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}|\{#.*?#\}|<!--.*?-->",
    re.DOTALL,
)
# The name of the product, and the name of the language on its own switch.
ALONE = {"家信", "中文"}
# Shown when no request, and so no language, is at hand: both languages stand on them in full.
WITHOUT_A_REQUEST = {"500.html", "offline.html"}


def test_no_chinese_stands_alone_in_a_template() -> None:
    found = [
        f"{place(path)} {words}"
        for path in every_file()
        if path.suffix == ".html"
        and path.is_relative_to(PRODUCT)
        and path.name not in WITHOUT_A_REQUEST
        for words in HAN.findall(PAIRED.sub("", path.read_text(encoding="utf-8")))
        if words not in ALONE
    ]

    assert not found, "\n".join(found)


def test_no_template_has_a_script_or_a_style_of_its_own() -> None:
    # The content security policy would refuse them, and only a browser would show it.
    inline = re.compile(
        r"<style\b|<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\bon\w+=\"|\sstyle=\""
    )
    found = [
        f"{place(path)} {match[0]}"
        for path in every_file()
        if path.suffix == ".html" and path.is_relative_to(PRODUCT)
        for match in inline.finditer(path.read_text(encoding="utf-8"))
    ]

    assert not found, "\n".join(found)
