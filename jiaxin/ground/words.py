"""Wording in Chinese and English: the pair, and the choice between them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages. Chinese is written first, English is complete."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not self.zh or not self.en:
            raise ValueError("both languages are needed")

    def in_(self, language: str) -> str:
        return self.en if language[:2] == "en" else self.zh
