"""The card office (办证处): a made-up person gets a sample card and an entry in the register."""

import base64
import binascii
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sandbox import faces, numbers
from sandbox.portraits import NoPicture, portrait
from sandbox.regions import ETHNICITIES, REGIONS
from sandbox.store import Person, Store

BACKGROUNDS = {
    "none_found": ("未发现", "none found"),
    "being_verified": ("待核实", "being verified"),
}
TERMS = {
    "20": ("二十年", "twenty years"),
    "long": ("长期", "without end"),
    "expired": ("已过期", "expired"),
}


class NotIssued(Exception):
    """Something in the application is missing or wrong: said in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Application:
    """What someone asks a card for. An empty number is made up; so is an empty address."""

    name: str
    photo: bytes = b""
    face: str = ""
    sex: str = "F"
    birth: str = "1990-03-07"
    ethnicity: str = "汉"
    region: str = "110105"
    address: str = ""
    number: str = ""
    term: str = "20"
    background: str = "none_found"


def photo_of(fields: Mapping[str, str], upload: bytes) -> bytes:
    """The selfie of the page's camera or of a program (base64), else the uploaded file."""
    selfie = fields.get("selfie") or fields.get("photo") or ""
    try:
        return base64.b64decode(selfie, validate=True) or upload
    except (binascii.Error, ValueError) as error:
        raise NotIssued("照片无法读取。", "The photo cannot be read.") from error


def issue(home: Path, store: Store, wanted: Application) -> Person:
    """Enters the person in the register, and returns them with their card."""
    name = _name(wanted.name)
    region = REGIONS.get(wanted.region)
    if wanted.sex not in ("F", "M") or region is None or wanted.ethnicity not in ETHNICITIES:
        raise NotIssued("请选择性别、民族和地区。", "Choose sex, ethnicity and region.")
    if wanted.term not in TERMS or wanted.background not in BACKGROUNDS:
        raise NotIssued("请选择有效期限和核查结果。", "Choose the term and the background answer.")
    birth, number = _born_and_numbered(wanted, region.code, store)
    valid_from, valid_to = _term(wanted.term, birth)
    person = Person(
        number=number,
        name=name,
        sex=numbers.sex_of(number),
        birth=birth.isoformat(),
        ethnicity=wanted.ethnicity,
        address=wanted.address[:60] or f"{region.name}演示路{secrets.randbelow(200) + 1}号",
        issuer=region.issuer,
        valid_from=valid_from,
        valid_to=valid_to,
        portrait=_portrait(home, wanted),
        background=wanted.background,
        card=secrets.token_urlsafe(9),
    )
    store.enrol(person)
    return person


def _name(text: str) -> str:
    name = unicodedata.normalize("NFC", text.strip())
    odd = [
        c for c in name if not (c.isalpha() or unicodedata.category(c)[0] == "M" or c in "·' -.")
    ]
    if not 1 <= len(name) <= 50 or odd or not any(c.isalpha() for c in name):
        raise NotIssued(
            "姓名应为 1 至 50 个汉字或字母，可以有“·”。",
            "A name has 1 to 50 characters or letters, and may have a “·”.",
        )
    return name


def _born_and_numbered(wanted: Application, region: str, store: Store) -> tuple[date, str]:
    if wanted.number:
        number = wanted.number.strip().upper()
        if not numbers.is_number(number):
            raise NotIssued("证件号码有误。", "The number is not right.")
        return numbers.birth_of(number), number
    try:
        birth = date.fromisoformat(wanted.birth)
    except ValueError as error:
        raise NotIssued("请填写出生日期。", "Give a date of birth.") from error
    # Anyone who is born may have a card here: the platform's own rule on age is to be tried.
    if not date(1900, 1, 1) <= birth <= numbers.today():
        raise NotIssued("出生日期不在范围内。", "That date of birth cannot be.")
    for _ in range(50):
        number = numbers.make_number(region, birth, wanted.sex)
        if store.person(number) is None:
            return birth, number
    raise NotIssued("这一天的号码已用完，请换一个日期。", "No number is left for that day.")


def _term(term: str, birth: date) -> tuple[str, str]:
    today = numbers.today()
    start = max(birth, today - timedelta(days=400))
    if term == "long":
        return start.isoformat(), ""
    if term == "expired":
        return numbers.years_before(today, 11).isoformat(), (
            numbers.years_before(today, 1).isoformat()
        )
    return start.isoformat(), numbers.years_before(start, -20).isoformat()


def _portrait(home: Path, wanted: Application) -> bytes:
    if wanted.photo:
        try:
            return portrait(wanted.photo)
        except NoPicture as error:
            raise NotIssued(
                "照片无法读取，请用 JPEG 或 PNG。", "The photo cannot be read; use JPEG or PNG."
            ) from error
    sample = faces.load(home, wanted.face) if wanted.face else None
    if sample is None:
        raise NotIssued(
            "请自拍、上传照片或选一张样本。", "Take a selfie, upload a photo, or pick a sample."
        )
    return sample
