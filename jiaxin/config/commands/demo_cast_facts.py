"""What is in Lin's record in the demo: what she entered, and what the demo's bodies know of her."""

from datetime import date, timedelta
from typing import Any

from jiaxin.facts.health import reads as health
from jiaxin.facts.health.rules import last_day
from jiaxin.facts.records import kinds
from jiaxin.facts.records import services as records
from jiaxin.facts.records.rules import ExamClass
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent import reads as consents
from jiaxin.trust.consent import services as consent
from jiaxin.trust.consent.rules import Kind

_SYSTEM = Actor.system("demo")
_FIRM = "杭州安心家政有限公司（演示）"
_CODE = "91330106MA27XL0Q3N"


def fill(lin: Actor) -> None:
    """She agrees to health facts, and enters employment: one that both confirm, one that waits."""
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


def training(today: date) -> dict[str, Any]:
    """A course, as the school sends it."""
    return {
        "course": "新生儿护理",
        "issuer": "家政培训学校（演示）",
        "on": (today - timedelta(days=200)).isoformat(),
        "hours": 80,
        "passed": True,
    }


def province_training(today: date) -> dict[str, Any]:
    """A course, as a province's platform passes it on."""
    return {
        "course": "家庭照护基础",
        "issuer": "某县家政培训中心（演示）",
        "on": (today - timedelta(days=420)).isoformat(),
        "hours": 40,
    }


def skill() -> dict[str, Any]:
    """A skill level, as the rating body sends it."""
    return {
        "trade": "maternity_care",
        "level": "three",
        "certificate_no": "S000033010600021",
        "issuer": "技能等级评价中心（演示）",
        "on": "2024-08-15",
    }


def exam(today: date) -> dict[str, Any]:
    """An examination, as the hospital sends it: class and conclusion, never a value."""
    examined = today - timedelta(days=150)
    months = health.tables_on(examined).months_of(ExamClass.MOTHER_BABY)
    return {
        "exam_class": ExamClass.MOTHER_BABY.value,
        "conclusion": "fit",
        "issuer": "市第一体检医院（演示）",
        "report_no": "TJ-DEMO-0001",
        "on": examined.isoformat(),
        "until": last_day(examined, months).isoformat(),
    }


def insurance(today: date) -> dict[str, Any]:
    """A policy that ends soon, as the insurer sends it."""
    return {
        "cover": "accident",
        "insurer": "平安里保险（演示）",
        "policy_no": "PA-DEMO-0001",
        "since": (today - timedelta(days=340)).isoformat(),
        "until": (today + timedelta(days=24)).isoformat(),
    }
