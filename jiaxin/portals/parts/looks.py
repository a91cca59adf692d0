"""How pages look for this reader: text size, light or dark, and language."""

from dataclasses import dataclass
from typing import Protocol

from jiaxin.ground.words import Words

SIZE_COOKIE = "size"
THEME_COOKIE = "theme"
CHINESE = "zh-hans"
ENGLISH = "en"

SIZES = ("standard", "large", "largest")
THEMES = ("auto", "light", "dark")
LANGUAGES = (CHINESE, ENGLISH)

SIZE_NAMES = {
    "standard": Words(zh="标准版", en="Normal text"),
    "large": Words(zh="大字版", en="Large text"),
    "largest": Words(zh="特大字", en="Larger text"),
}
LANGUAGE_NAMES = {CHINESE: "中文", ENGLISH: "English"}
HTML_LANG = {CHINESE: "zh-CN", ENGLISH: "en"}


class Browser(Protocol):
    """The part of a request that says how its reader wants pages to look."""

    @property
    def COOKIES(self) -> dict[str, str]: ...  # noqa: N802 — Django's own name


@dataclass(frozen=True, slots=True)
class Look:
    """What the html element and the two switches of the header need."""

    size: str
    theme: str
    language: str

    @property
    def html_lang(self) -> str:
        return HTML_LANG[self.language]

    @property
    def next_size(self) -> str:
        return SIZES[(SIZES.index(self.size) + 1) % len(SIZES)]

    @property
    def next_size_name(self) -> str:
        return SIZE_NAMES[self.next_size].in_(self.language)

    @property
    def next_language(self) -> str:
        return ENGLISH if self.language == CHINESE else CHINESE

    @property
    def next_language_name(self) -> str:
        return LANGUAGE_NAMES[self.next_language]

    @property
    def next_language_html(self) -> str:
        return HTML_LANG[self.next_language]


def language_of(request: object | None) -> str:
    """The language that a request was answered in; Chinese where nothing says."""
    code = getattr(request, "LANGUAGE_CODE", None) or CHINESE
    return ENGLISH if str(code).startswith("en") else CHINESE


def look_of(request: Browser | None) -> Look:
    """What the reader chose, with anything unknown read as the default."""
    cookies = request.COOKIES if request is not None else {}
    size = cookies.get(SIZE_COOKIE, SIZES[0])
    theme = cookies.get(THEME_COOKIE, THEMES[0])
    return Look(
        size=size if size in SIZES else SIZES[0],
        theme=theme if theme in THEMES else THEMES[0],
        language=language_of(request),
    )
