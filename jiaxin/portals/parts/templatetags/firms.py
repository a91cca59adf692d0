"""What pages show of firms: {% load firms %}."""

from decimal import Decimal

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from jiaxin.facts.firms.finding import Found
from jiaxin.facts.firms.rules.profile import FirmStatus
from jiaxin.ground import regions
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.templatetags.parts import status, text_tag

register = template.Library()

FILED = Words(zh="已备案", en="Filed")
NOT_FILED = Words(zh="未备案", en="Not filed")


@register.filter
def place(code: str) -> str:
    """北京市朝阳区; the code itself where it stands in no table."""
    return regions.full_name_of(code) or code


@register.filter
def money(amount: Decimal | None) -> str:
    """0.2, and never 0.200000."""
    if amount is None:
        return ""
    whole = amount.quantize(Decimal(1))
    return f"{whole:f}" if amount == whole else f"{amount.normalize():f}"


@register.filter
def yuan(ten_thousands: Decimal) -> str:
    """Yuan, of what the sheet has in ten thousands: 2000 for 0.2."""
    return money(ten_thousands * 10_000)


@text_tag(register, 1, 1)
def firm_marks(language: str, firm: Found) -> SafeString:
    """What matters first, in a line of results: each as word, icon and colour."""
    marks: list[tuple[str, Words]] = []
    if firm.status and firm.status != FirmStatus.OPEN:
        marks.append(("bad", wording.worded(FirmStatus(firm.status))))
    if firm.black:
        marks.append(("bad", Words(zh="黑名单", en="Black list")))
    if firm.penalised:
        marks.append(("warn", Words(zh="有公示中的处罚", en="Published penalty")))
    if firm.red:
        marks.append(("ok", Words(zh="红名单", en="Red list")))
    marks.append(("ok", FILED) if firm.filed else ("none", NOT_FILED))
    return format_html_join(" ", "{}", ((status(language, look, said),) for look, said in marks))
