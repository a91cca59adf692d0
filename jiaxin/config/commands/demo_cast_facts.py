"""What stands in Lin's record in the demo: some of it confirmed, some of it only her own word."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from jiaxin.facts.health import reads as health
from jiaxin.facts.health.rules import last_day
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.rules import Came, ExamClass
from jiaxin.facts.records.services import NewFact
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind

_SYSTEM = Actor.system("demo")
_FIRM = "杭州安心家政有限公司（演示）"
_CODE = "91330106MA27XL0Q3N"


def fill(lin: Actor) -> None:
    """Employment that both sides confirm, one that waits, training, skill, exam, insurance."""
    today = clock.today()
    consent.grant(
        lin,
        kind=Kind.HEALTH,
        text_version=consents.newest_version(Kind.HEALTH),
        language="zh-hans",
    )
    work = {"firm": _FIRM, "firm_code": _CODE, "trade": "maternity_care", "since": "2023-03-01"}
    entry = records.enter(lin, kind=kinds.EMPLOYMENT, content=work)
    records.take_yes(_SYSTEM, worker=lin.person, entry=entry, source=f"firm:{_CODE}")
    before = {"firm": "王家", "trade": "housekeeping", "since": "2021-02-20", "until": "2023-01-15"}
    records.enter(lin, kind=kinds.EMPLOYMENT, content=before)
    for fact in (_training(today), _skill(), _exam(today), _insurance(today)):
        _arrives(lin.person, **fact)


def _training(today: date) -> dict[str, Any]:
    content = {
        "course": "新生儿护理",
        "issuer": "家政培训学校（演示）",
        "on": (today - timedelta(days=200)).isoformat(),
        "hours": 80,
        "passed": True,
    }
    return {"kind": kinds.TRAINING, "content": content, "source": "training"}


def _skill() -> dict[str, Any]:
    content = {
        "trade": "maternity_care",
        "level": "three",
        "certificate_no": "S000033010600021",
        "issuer": "技能等级评价中心（演示）",
        "on": "2024-08-15",
    }
    return {"kind": kinds.SKILL, "content": content, "source": "rating"}


def _exam(today: date) -> dict[str, Any]:
    examined = today - timedelta(days=150)
    months = health.tables_on(examined).months_of(ExamClass.MOTHER_BABY)
    content = {
        "exam_class": ExamClass.MOTHER_BABY.value,
        "conclusion": "fit",
        "issuer": "市第一体检医院（演示）",
        "report_no": "TJ-DEMO-0001",
        "on": examined.isoformat(),
        "until": last_day(examined, months).isoformat(),
    }
    return {"kind": kinds.EXAM, "content": content, "source": "hospital"}


def _insurance(today: date) -> dict[str, Any]:
    content = {
        "cover": "accident",
        "insurer": "平安里保险（演示）",
        "policy_no": "PA-DEMO-0001",
        "since": (today - timedelta(days=340)).isoformat(),
        "until": (today + timedelta(days=24)).isoformat(),
    }
    return {"kind": kinds.INSURANCE, "content": content, "source": "insurer"}


def _arrives(worker: UUID, *, kind: str, content: dict[str, Any], source: str) -> None:
    """A row of one of the demo's bodies, as it comes in once it is verified."""
    fact = NewFact(
        worker=worker,
        kind=kind,
        content=content,
        source=source,
        came=Came.BATCH,
        checked_at=clock.now(),
        evidence=f"demo-{uuid4().hex}",
        signed_by=source,
    )
    records.take_in(_SYSTEM, fact=fact)
