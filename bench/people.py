"""Made-up workers, as many as wanted, from a seed: `python -m bench.people 1000000`.

Names are put together from common surnames and given names; ID numbers are valid and nobody's.
Each is sealed as the product seals it, under a data key of her own, and goes in by COPY: a million
take a few minutes. The same seed makes the same people (nonces and keys are fresh each time).

Everybody is proven and agreed to the platform's, the face and the background consents a day ago;
each has a certificate and three facts: identity, background (none found, checked yesterday), a job.
"""

import argparse
import hashlib
import hmac
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID, uuid5

import psycopg
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK = 10_000
DAY = timedelta(days=1)
# Common surnames, the commonest most often.
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "秀英玉兰凤霞美丽芳娟敏静艳红梅桂花春燕淑珍翠莲海小玲雪琴月娥金丽华建平志强国庆永福文明晓东立新德胜长江"
    "雅琪婷欣怡佳慧晨曦雨涵"
)
# County codes of labour-exporting and of large places; every one is in use.
REGIONS = (
    *("110105", "310115", "330106", "440106", "510107", "420106", "610113", "410105", "370102"),
    *("340111", "320106", "430104", "360111", "500112", "130102", "140105", "210102", "220104"),
    *("230103", "350102", "450103", "520103", "530103", "620102", "640104", "150102", "450821"),
    *("411328", "341221", "431225"),
)
MOBILE = tuple(
    str(start)
    for block in (range(130, 140), range(150, 160), range(176, 190))
    for start in block
    if start not in {134, 153, 154, 179, 184}
)
FIRST_BIRTH, BIRTH_DAYS, ORDERS = date(1966, 1, 1), 14_600, 998
WEIGHTS, CHECKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
IDENTITY = '{"word":"match","by":"pin","document":"citizen"}'
BACKGROUND = '{"word":"none_found"}'
EMPLOYMENT = '{"firm":"样例家政服务有限公司","trade":"home_care","since":"%s"}'
# Three consents, three facts, a certificate.
IDS_EACH = 7


@dataclass(frozen=True, slots=True)
class Made:
    """One made-up worker."""

    id: UUID
    name: str
    number: str
    phone: str
    birth: date

    @property
    def sex(self) -> str:
        return "M" if int(self.number[16]) % 2 else "F"


def people(seed: int, first: int, count: int) -> Iterator[Made]:
    """The workers of these places in the seed's line."""
    chance = Random(f"{seed}/{first}")  # noqa: S311 — the same people each time
    # Ids as the product makes them: by time, so that neighbours were enrolled one after the other.
    began = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp() * 1000)
    for place in range(first, first + count):
        low = 0b10 << 62 | chance.getrandbits(62)
        stamp = began + place * 3
        given = chance.choice(GIVEN) + (chance.choice(GIVEN) if chance.random() < 0.8 else "")
        surname = SURNAMES[min(int(chance.expovariate(0.05)), len(SURNAMES) - 1)]
        number, birth = number_of(place)
        yield Made(
            UUID(int=stamp << 80 | 0x7 << 76 | chance.getrandbits(12) << 64 | low),
            surname + given,
            number,
            phone_of(place),
            birth,
        )


def number_of(place: int) -> tuple[str, date]:
    """A valid ID number that only this place has, and the birth that it says."""
    whole = len(REGIONS) * BIRTH_DAYS * ORDERS
    # A step that shares no factor with the whole goes through every number once.
    at = place * 1_000_003 % whole
    rest, order = divmod(at, ORDERS)
    day, region = rest % BIRTH_DAYS, rest // BIRTH_DAYS
    birth = FIRST_BIRTH + timedelta(days=day)
    body = f"{REGIONS[region]}{birth:%Y%m%d}{order + 1:03}"
    return body + CHECKS[sum(int(d) * w for d, w in zip(body, WEIGHTS, strict=True)) % 11], birth


def phone_of(place: int) -> str:
    """A mainland mobile that only this place has."""
    at = place * 7_919_111 % (len(MOBILE) * 10**8)
    return f"+86{MOBILE[at // 10**8]}{at % 10**8:08}"


TABLES = {
    "identity_account": "id, app, password, region, is_active, made_at",
    "identity_data_key": "owner_id, generation, kek_id, suite_id, wrapped, made_at",
    "identity_worker": "id, phone, name, number, sex, birth, ethnicity, address, document,"
    " home_region, proven_at, proven_by, joined_at",
    "identity_blind_index": "digest, place, version, row_id",
    "consent_consent": "worker_id, id, kind, text_version, text_digest, language, channel,"
    " starts_at, ends_at",
    "records_fact": "worker_id, id, line, version, kind, content, source, came, evidence, basis,"
    " window_from, window_to, valid_from, checked_at, admitted_at",
    "certificates_certificate": "worker_id, id, number, standing, issued_at",
    "certificates_number": "number, worker_id",
}


class Writer:
    """Rows of people, sealed with the keys of this ring."""

    def __init__(self, now: datetime) -> None:
        from jiaxin.ground.crypto import held_keys  # noqa: PLC0415 — after django.setup
        from jiaxin.ground.crypto.keyring import new_data_key  # noqa: PLC0415 — as above
        from jiaxin.ground.ids import check_character  # noqa: PLC0415 — as above

        self._ring, self._new_key, self._check = held_keys.ring(), new_data_key, check_character
        self._blind = held_keys.purpose_key("blind.1")
        then = now - DAY
        today = then.date()
        # As text once, not for every row.
        self._then, self._ends = then.isoformat(), (then + 30 * DAY).isoformat()
        self._window = (today.replace(year=today.year - 5, day=1).isoformat(), today.isoformat())
        self.rows: dict[str, list[tuple[object, ...]]] = {table: [] for table in TABLES}

    def add(self, made: Made) -> None:
        """All of one worker's rows."""
        then, key, owner = self._then, self._new_key(), str(made.id)
        kek, wrapped = self._ring.wrap(key, f"{owner}.1".encode())
        seal, ids = _Seal(key), _ids(made.id)
        rows = self.rows
        rows["identity_account"].append((owner, "worker", "", "", True, then))
        rows["identity_data_key"].append((owner, 1, kek, 1, wrapped, then))
        worker = f"identity_worker.%s.{owner}"
        rows["identity_worker"].append(
            (
                owner,
                seal(made.phone, worker % "phone"),
                seal(made.name, worker % "name"),
                seal(made.number, worker % "number"),
                seal(made.sex, worker % "sex"),
                seal(made.birth.isoformat(), worker % "birth"),
                seal("汉", worker % "ethnicity"),
                seal(f"样例路 {made.number[14:17]} 号", worker % "address"),
                *("citizen", made.number[:6], then, "pin", then),
            )
        )
        for column, value in (("phone", made.phone), ("number", made.number)):
            place = f"identity_worker.{column}"
            digest = hmac.digest(self._blind, f"{place}\0{value}".encode(), "sha256")
            rows["identity_blind_index"].append((digest, place, 1, owner))
        for kind in ("platform", "face", "background"):
            rows["consent_consent"].append(
                (
                    *(owner, next(ids), kind, "2026-11", "0" * 64, "zh-hans", "web"),
                    *(then, self._ends),
                )
            )
        self._state(made, seal, ids)
        self._certify(made, next(ids))

    def _state(self, made: Made, seal: "_Seal", ids: Iterator[str]) -> None:
        owner, then = str(made.id), self._then
        since = (made.birth.replace(day=1) + timedelta(days=8000)).isoformat()
        said = (
            ("identity", IDENTITY, "police", "live", (None, None)),
            ("background", BACKGROUND, "police", "live", self._window),
            ("employment", EMPLOYMENT % since, "self", "entered", (None, None)),
        )
        for kind, content, source, came, (window_from, window_to) in said:
            # Her one line of a kind, as the product finds it again.
            fact, line = next(ids), str(uuid5(made.id, f"{kind}/"))
            self.rows["records_fact"].append(
                (
                    *(owner, fact, line, 1, kind),
                    seal(content, f"records_fact.content.{fact}"),
                    *(source, came, "bench", f"SPEC-2020/{kind}", window_from, window_to, None),
                    *(then, then),
                )
            )

    def _certify(self, made: Made, certificate: str) -> None:
        digest = hmac.digest(self._blind, made.id.bytes, "sha256")
        body = "".join(CROCKFORD[byte & 31] for byte in digest[:11])
        number = body + self._check(body)
        self.rows["certificates_certificate"].append(
            (str(made.id), certificate, number, "valid", self._then)
        )
        self.rows["certificates_number"].append((number, str(made.id)))

    def copy_into(self, connection: "psycopg.Connection[tuple[object, ...]]") -> None:
        """Write what was added, and begin anew."""
        for table, columns in TABLES.items():
            statement = f"COPY {table} ({columns}) FROM STDIN"
            with connection.cursor().copy(statement) as copy:
                for row in self.rows[table]:
                    copy.write_row(row)
            self.rows[table] = []
        connection.commit()


class _Seal:
    def __init__(self, key: bytes) -> None:
        self._encrypt = AESGCM(key).encrypt

    def __call__(self, clear: str, place: str) -> bytes:
        head, nonce = b"\x01\x00\x00\x00\x01", os.urandom(12)
        return head + nonce + self._encrypt(nonce, clear.encode(), head + place.encode())


def _ids(worker: UUID) -> Iterator[str]:
    """Ids of what is hers, the same each time (RFC 9562, version 8), from one digest."""
    digits = hashlib.shake_128(worker.bytes).hexdigest(16 * IDS_EACH)
    for at in range(0, len(digits), 32):
        one = digits[at : at + 32]
        yield f"{one[:8]}-{one[8:12]}-8{one[13:16]}-a{one[17:20]}-{one[20:]}"


def write(url: str, seed: int, first: int, count: int) -> int:
    """One chunk, in a process of its own."""
    import django  # noqa: PLC0415 — each process loads it for itself

    django.setup()
    from jiaxin.ground import clock  # noqa: PLC0415 — after django.setup

    writer = Writer(clock.now())
    for made in people(seed, first, count):
        writer.add(made)
    with psycopg.connect(url) as connection:
        writer.copy_into(connection)
    return count


def fill(url: str, count: int, *, seed: int = 1, first: int = 0, processes: int = 2) -> None:
    """So many workers more, by several processes; the planner is told of them."""
    chunks = range(first, first + count, CHUNK)
    with ProcessPoolExecutor(processes) as pool:
        waiting = [
            pool.submit(write, url, seed, at, min(CHUNK, first + count - at)) for at in chunks
        ]
        for chunk in waiting:
            chunk.result()
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")


def main() -> None:
    """Fill the database of DATABASE_URL."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="place in the seed's line")
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiaxin.config.settings")
    begun = time.monotonic()
    fill(os.environ["DATABASE_URL"], chosen.count, seed=chosen.seed, first=chosen.first)
    spent = time.monotonic() - begun
    sys.stdout.write(f"{chosen.count:,} workers in {spent:.0f} s\n")


if __name__ == "__main__":
    main()
