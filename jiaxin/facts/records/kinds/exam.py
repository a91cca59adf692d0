"""Health examination (健康体检): class, conclusion and validity. Never what was measured.

A content with any further member is refused, so no value of an item can come in. Classes, terms and
what an issuer signs are the law of `facts.health`.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from jiaxin.facts.records.contents import FactKind, Name, Number, Text, in_order, not_later
from jiaxin.facts.records.rules import Came, Conclusion, ExamClass, Section
from jiaxin.ground.words import Words
from jiaxin.trust.consent.rules import Kind


@dataclass(frozen=True, slots=True)
class Exam:
    """One report. `until` is its last day, by the tables that were in force when it was made."""

    exam_class: ExamClass
    conclusion: Conclusion
    issuer: Name
    report_no: Number
    on: date
    until: date
    signature: Annotated[str, Text(1024)] | None = None

    def check(self, today: date) -> None:
        not_later(self.on, today, "on")
        in_order(self.on, self.until, "until")


def _about(content: Exam, _: Came) -> str:
    return f"{content.issuer.casefold()}/{content.report_no.casefold()}"


CLASSES = {
    ExamClass.GENERAL: Words(zh="一般体检", en="General"),
    ExamClass.LIVE_IN: Words(zh="居家体检", en="Live-in"),
    ExamClass.ELDER_CARE: Words(zh="养老照护体检", en="Elder care"),
    ExamClass.MOTHER_BABY: Words(zh="母婴照护体检", en="Mother and baby"),
}

CONCLUSIONS = {
    Conclusion.FIT: Words(zh="合格", en="Fit"),
    Conclusion.UNFIT: Words(zh="不合格", en="Not fit"),
}

KIND = FactKind(
    code="exam",
    words=Words(zh="健康体检", en="Health examination"),
    content=Exam,
    comes=frozenset({Came.SUPPLIED, Came.BATCH, Came.LIVE, Came.LOCAL}),
    basis="SPEC-2020/exam",
    labels={
        "exam_class": Words(zh="类别", en="Class"),
        "conclusion": Words(zh="结论", en="Conclusion"),
        "on": Words(zh="体检日期", en="Examined on"),
        "until": Words(zh="有效期至", en="Valid until"),
        "issuer": Words(zh="体检机构", en="Examined by"),
        "report_no": Words(zh="报告编号", en="Report no."),
        "signature": Words(zh="机构签名", en="Issuer's signature"),
    },
    headline=("exam_class", "conclusion"),
    viewer_sees=frozenset({"exam_class", "conclusion", "until"}),
    section=Section.EXAM,
    consent=Kind.HEALTH,
    about=_about,
    valid_from=lambda content: content.on,
    valid_to=lambda content: content.until,
    signed=True,
    lapses=True,
    in_light=True,
    vocabulary={ExamClass: CLASSES, Conclusion: CONCLUSIONS},
)
