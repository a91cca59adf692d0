"""Structured field values of HTTP (RFC 9651): the part that signatures and digests use.

Dictionaries of items and inner lists, with integers, strings, tokens, byte sequences and booleans.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field


class Malformed(Exception):
    """The text is no structured field, or uses a type that the exchange has no use for."""


class Token(str):
    """A bare word, written without quotes."""

    __slots__ = ()


type Bare = bool | int | str | bytes | Token
type Parameters = Mapping[str, Bare]


@dataclass(frozen=True, slots=True)
class Item:
    """One value and its parameters, in their order."""

    value: Bare
    parameters: Parameters = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class InnerList:
    """Items in brackets, and the parameters of the whole."""

    items: tuple[Item, ...]
    parameters: Parameters = field(default_factory=dict)


type Member = Item | InnerList

_KEY = re.compile(r"[a-z*][a-z0-9_\-.*]*")
_INTEGER = re.compile(r"-?[0-9]{1,15}(?![0-9.])")
_STRING = re.compile(r'"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"')
_TOKEN = re.compile(r"[A-Za-z*][!#$%&'*+\-.^_`|~0-9A-Za-z:/]*")
_BYTES = re.compile(r":([A-Za-z0-9+/]*={0,2}):")
_BOOLEAN = re.compile(r"\?([01])")
_PRINTABLE = re.compile(r"[\x20-\x7e]*")
_LONGEST = 8192


class _Reader:
    """Reads one field from left to right; any surprise is Malformed."""

    def __init__(self, text: str) -> None:
        if len(text) > _LONGEST:
            raise Malformed("too long")
        self.text = text
        self.at = 0

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, self.at)
        if found:
            self.at = found.end()
        return found

    def skip(self, letters: str) -> None:
        while self.at < len(self.text) and self.text[self.at] in letters:
            self.at += 1

    def sees(self, letter: str) -> bool:
        return self.text.startswith(letter, self.at)

    def key(self) -> str:
        found = self.take(_KEY)
        if not found:
            raise Malformed("a key is missing")
        return found[0]

    def bare(self) -> Bare:
        if found := self.take(_INTEGER):
            return int(found[0])
        if found := self.take(_STRING):
            return re.sub(r"\\(.)", r"\1", found[1])
        if found := self.take(_BYTES):
            try:
                return base64.b64decode(found[1], validate=True)
            except binascii.Error as error:
                raise Malformed("bytes are not base64") from error
        if found := self.take(_BOOLEAN):
            return found[1] == "1"
        if found := self.take(_TOKEN):
            return Token(found[0])
        raise Malformed("a value is missing or of an unknown type")

    def parameters(self) -> Parameters:
        found: dict[str, Bare] = {}
        while self.sees(";"):
            self.at += 1
            self.skip(" ")
            key = self.key()
            found.pop(key, None)  # a repeated parameter takes the place of its last mention
            found[key] = True
            if self.sees("="):
                self.at += 1
                found[key] = self.bare()
        return found

    def item(self) -> Item:
        value = self.bare()
        return Item(value, self.parameters())

    def member(self) -> Member:
        if not self.sees("("):
            return self.item()
        self.at += 1
        items: list[Item] = []
        while True:
            self.skip(" ")
            if self.sees(")"):
                self.at += 1
                return InnerList(tuple(items), self.parameters())
            items.append(self.item())
            if not (self.sees(" ") or self.sees(")")):
                raise Malformed("items of a list stand apart by a space")


def read_dictionary(text: str) -> dict[str, Member]:
    """The members of a dictionary field, in their order."""
    reader = _Reader(text.strip(" \t"))
    members: dict[str, Member] = {}
    while reader.at < len(reader.text):
        key = reader.key()
        members.pop(key, None)
        if reader.sees("="):
            reader.at += 1
            members[key] = reader.member()
        else:
            members[key] = Item(True, reader.parameters())
        reader.skip(" \t")
        if reader.at == len(reader.text):
            return members
        if not reader.sees(","):
            raise Malformed("members stand apart by a comma")
        reader.at += 1
        reader.skip(" \t")
        if reader.at == len(reader.text):
            raise Malformed("a comma at the end")
    return members


def write_bare(value: Bare) -> str:
    """One value, written the only way that the standard allows."""
    match value:
        case bool():
            return "?1" if value else "?0"
        case int():
            return str(value)
        case bytes():
            return f":{base64.b64encode(value).decode('ascii')}:"
        case Token():
            return str(value)
        case str():
            if not _PRINTABLE.fullmatch(value):
                raise Malformed("a string may only hold printable ASCII")
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_parameters(parameters: Parameters) -> str:
    """Parameters in their order; one that is true is written by its name alone."""
    return "".join(
        f";{key}" if value is True else f";{key}={write_bare(value)}"
        for key, value in parameters.items()
    )


def write_member(member: Member) -> str:
    """An item or an inner list, with its parameters."""
    if isinstance(member, Item):
        return write_bare(member.value) + write_parameters(member.parameters)
    inside = " ".join(write_member(item) for item in member.items)
    return f"({inside})" + write_parameters(member.parameters)


def write_dictionary(members: Mapping[str, Member]) -> str:
    """The whole field. A member that is true without more is written by its name alone."""
    return ", ".join(
        key + write_parameters(member.parameters)
        if isinstance(member, Item) and member.value is True
        else f"{key}={write_member(member)}"
        for key, member in members.items()
    )
