"""Training (培训): a course that she took, and who gave it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from jiaxin.facts.records.contents import FactKind, Name, Number, Whole, not_later
from jiaxin.facts.records.rules import Came, Section
from jiaxin.ground.words import Words


@dataclass(frozen=True, slots=True)
class Training:
    """`on` is the day it ended; `passed` its exam, where there was one."""

    course: Name
    issuer: Name
    on: date
    hours: Annotated[int, Whole(1, 5000)] | None = None
    passed: bool | None = None
    certificate_no: Number | None = None

    def check(self, today: date) -> None:
        not_later(self.on, today, "on")


def _about(content: Training, _: Came) -> str:
    return f"{content.issuer.casefold()}/{content.course.casefold()}/{content.on}"


KIND = FactKind(
    code="training",
    words=Words(zh="培训", en="Training"),
    content=Training,
    comes=frozenset({Came.ENTERED, Came.SUPPLIED, Came.BATCH, Came.LIVE, Came.LOCAL}),
    basis="SPEC-2020/training",
    labels={
        "course": Words(zh="课程", en="Course"),
        "issuer": Words(zh="培训机构", en="Given by"),
        "on": Words(zh="结业日期", en="Completed on"),
        "hours": Words(zh="课时", en="Hours"),
        "passed": Words(zh="考核通过", en="Exam passed"),
        "certificate_no": Words(zh="证书编号", en="Certificate no."),
    },
    headline=("course",),
    viewer_sees=frozenset({"course", "issuer", "on", "hours", "passed"}),
    section=Section.TRAINING,
    about=_about,
    valid_from=lambda content: content.on,
    confirmed=True,
)
