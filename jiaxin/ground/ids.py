"""Typed identifiers, and the codes that people read aloud and type.

An id is a UUIDv7 (RFC 9562): it sorts by the time it was made and says nothing about a person.
"""

import re
import secrets
import threading
import unicodedata
from typing import ClassVar, NewType
from uuid import UUID

from jiaxin.ground import clock
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

# A person has one id: of the account, of the worker's row and of the data key that seals it.
AccountId = NewType("AccountId", UUID)
WorkerId = NewType("WorkerId", UUID)
ConsumerId = NewType("ConsumerId", UUID)
StaffId = NewType("StaffId", UUID)
FirmId = NewType("FirmId", UUID)
GranteeId = NewType("GranteeId", UUID)
SignInId = NewType("SignInId", UUID)
DeviceKeyId = NewType("DeviceKeyId", UUID)
EnrolmentId = NewType("EnrolmentId", UUID)
ProofId = NewType("ProofId", UUID)
ConsentId = NewType("ConsentId", UUID)
ReceiptId = NewType("ReceiptId", UUID)
SourceId = NewType("SourceId", UUID)
FactId = NewType("FactId", UUID)
FactVersionId = NewType("FactVersionId", UUID)
CertificateId = NewType("CertificateId", UUID)
QueryId = NewType("QueryId", UUID)
LookId = NewType("LookId", UUID)
TrailLineId = NewType("TrailLineId", UUID)
EventId = NewType("EventId", UUID)
MessageId = NewType("MessageId", UUID)
RequestId = NewType("RequestId", UUID)
CertificateNo = NewType("CertificateNo", str)


class _Sequence:
    """The last id given by this process: ids of one millisecond count up."""

    lock: ClassVar[threading.Lock] = threading.Lock()
    at_ms: ClassVar[int] = 0
    count: ClassVar[int] = 0


_COUNT_BITS = 42


def new_id() -> UUID:
    """A new id, greater than every one that this process gave before."""
    at_ms = int(clock.now().timestamp() * 1000)
    with _Sequence.lock:
        if at_ms > _Sequence.at_ms:
            _Sequence.at_ms = at_ms
            # The top bit stays free, so that counting up within a millisecond cannot overflow.
            _Sequence.count = secrets.randbits(_COUNT_BITS - 1)
        else:
            _Sequence.count += 1
        at_ms, count = _Sequence.at_ms, _Sequence.count
    high, low = count >> 30, count & (1 << 30) - 1
    whole = at_ms << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low << 32 | secrets.randbits(32)
    return UUID(int=whole)


# Crockford's base 32: no I, L, O (misread) and no U (so that no word appears by chance).
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_VALUE = {letter: value for value, letter in enumerate(CROCKFORD)}
_LOOKALIKES = str.maketrans("OIL", "011")
_SEPARATORS = re.compile(r"[\s\-‐‑–—_.·]+")


class UnreadableCode(Refusal):
    """A typed code has a character that no code of ours has, or another length."""

    code = "code.unreadable"
    status = 422
    says = Words(zh="这个编码有误，请核对后再输入。", en="This code is not right.")
    do = Words(
        zh="编码由数字和字母组成，不含字母 U，也不分大小写。",
        en="A code has digits and letters, never the letter U; capitals or small do not matter.",
    )


class WrongCodeCheck(Refusal):
    """The last character of a certificate number does not fit the others."""

    code = "code.check"
    status = 422
    says = Words(
        zh="证书编号有一处输错了。", en="One character of the certificate number is wrong."
    )
    do = Words(zh="请对照证书逐位核对。", en="Please compare it with the certificate.")


def short_of(thing: UUID) -> str:
    """What people call it: the end of its id. Its start is only the time."""
    return thing.hex[-8:].upper()


def narrowed(text: str) -> str:
    """The text in plain narrow capitals, as typed on any keyboard, with no spaces or dashes."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)).upper()


def encode_base32(value: int, length: int) -> str:
    """The number in exactly so many Crockford characters."""
    if not 0 <= value < 32**length:
        raise ValueError("the number does not fit the length")
    return "".join(CROCKFORD[value >> 5 * place & 31] for place in reversed(range(length)))


def tidy_base32(text: str, length: int) -> str:
    """A typed code as it was given out: O is 0, I and L are 1. Refuses what cannot be one."""
    # Anything far too long is no slip of the finger, and costs nothing to refuse at once.
    code = narrowed(text[: length * 8]).translate(_LOOKALIKES)
    if len(code) != length or any(letter not in _VALUE for letter in code):
        raise UnreadableCode(length=length)
    return code


def decode_base32(text: str, length: int) -> int:
    """The number behind a typed code."""
    value = 0
    for letter in tidy_base32(text, length):
        value = value << 5 | _VALUE[letter]
    return value


CERTIFICATE_LENGTH = 12


def new_certificate_no() -> CertificateNo:
    """A certificate's lifetime number: eleven random characters and a check character."""
    body = encode_base32(secrets.randbits(55), CERTIFICATE_LENGTH - 1)
    return CertificateNo(body + check_character(body))


def parse_certificate_no(text: str) -> CertificateNo:
    """A typed certificate number as it was given out."""
    number = tidy_base32(text, CERTIFICATE_LENGTH)
    if check_character(number[:-1]) != number[-1]:
        raise WrongCodeCheck
    return CertificateNo(number)


def show_certificate_no(number: CertificateNo) -> str:
    """The number in groups of four, to be read aloud."""
    return "-".join(number[start : start + 4] for start in range(0, len(number), 4))


def check_character(body: str) -> str:
    """The character that makes the sum zero; up to 30 before it.

    A weighted sum in the field of 32 elements: each place weighs another power of x, so any one
    wrong character, and any two that changed places, is found.
    """
    total = 0
    for letter in body:
        total = _times_x(total) ^ _VALUE[letter]
    return CROCKFORD[_times_x(total)]


def _times_x(element: int) -> int:
    doubled = element << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled
