"""Breaches and assessments, entered as the security administrator enters them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from jiaxin.flows.registers import services
from jiaxin.flows.registers.rules import (
    Concerned,
    Conclusion,
    DataKind,
    NewAssessment,
    NewBreach,
)
from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor


def new_breach(**other: Any) -> NewBreach:
    """An export that was left on a shared disk."""
    given: dict[str, Any] = {
        "what": "一份导出的名单放在了公用磁盘上，两小时后移走。",
        "kinds": (DataKind.IDENTITY, DataKind.CONTACT),
        "harm": "可能有人冒充平台给您打电话。",
        "measures": "已移走文件，核对了访问记录。",
        "advice": "不要把验证码告诉任何人。有疑问请打服务台。",
        "found_at": clock.now(),
        "concerned": Concerned.EVERYONE,
    }
    return NewBreach(**{**given, **other})


def a_breach(admin: Actor, **other: Any) -> UUID:
    return services.enter_breach(admin, new=new_breach(**other))


def new_assessment(**other: Any) -> NewAssessment:
    """Faces, before they are compared."""
    given: dict[str, Any] = {
        "title": "人脸核对",
        "kinds": (DataKind.PORTRAIT,),
        "what": "同意查看前核对是不是本人；可以换别的方式。",
        "risks": "误认；被强迫刷脸。",
        "measures": "画面只在内存里，用完就丢；误认时有人工。",
        "conclusion": Conclusion.FIT_WITH_MEASURES,
        "review_on": clock.today() + timedelta(days=365),
    }
    return NewAssessment(**{**given, **other})


def an_assessment(admin: Actor, **other: Any) -> UUID:
    return services.enter_assessment(admin, new=new_assessment(**other))
