"""What a firm types into its filing: kept as it is; what is wrong stands beside."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, override

from django import forms

from jiaxin.facts.firms.rules.profile import (
    LONGEST_LINE,
    LONGEST_NAME,
    MOST_BRANCHES,
    Award,
    Branch,
    Capital,
    FirmKind,
    Gap,
    Price,
    PriceUnit,
    Profile,
    Trade,
)
from jiaxin.flows.filings.errors import PaperUnreadable, TooManyPapers
from jiaxin.flows.filings.rules import PaperFault, Part
from jiaxin.ground import credit_codes
from jiaxin.ground.credit_codes import BadCreditCode
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.portals.parts.places import Place
from jiaxin.portals.parts.typed import pairs, refused, wrong
from jiaxin.portals.parts.wording import worded

_NOT_A_DAY = Words(zh="请填日期，例如 2026-11-26。", en="A day, such as 2026-11-26.")
_NOT_MONEY = Words(zh="请填金额，例如 45 或 45.5。", en="An amount, such as 45 or 45.5.")
_NO_FILE = refused(PaperUnreadable(fault=PaperFault.EMPTY)).message
_BOTH_PRICES = Words(zh="最低价和最高价都要填。", en="Give the lowest and the highest price.")


def _line(longest: int = LONGEST_LINE, **attrs: Any) -> forms.CharField:
    said = Words(zh=f"最多 {longest} 个字。", en=f"At most {longest} characters.")
    return forms.CharField(
        required=False,
        max_length=longest,
        error_messages=pairs(max_length=said),
        widget=forms.TextInput(attrs={"autocomplete": "off", "maxlength": longest, **attrs}),
    )


def _day() -> forms.DateField:
    return forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=pairs(invalid=_NOT_A_DAY),
    )


def _money() -> forms.DecimalField:
    return forms.DecimalField(
        required=False,
        max_digits=10,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "maxlength": 10, "size": 7}),
        error_messages=pairs(
            invalid=_NOT_MONEY,
            max_digits=_NOT_MONEY,
            max_decimal_places=_NOT_MONEY,
            max_whole_digits=_NOT_MONEY,
        ),
    )


class ProfileForm(forms.Form):
    """What a firm says of itself."""

    name = _line(LONGEST_NAME)
    kind = forms.ChoiceField(widget=forms.RadioSelect)
    capital = forms.ChoiceField()
    region = Place()
    address = _line()
    complaint_line = _line(30, inputmode="tel")
    brand = _line(LONGEST_NAME)
    trades = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    changed_on = _day()

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.language = language
        for field, kind in (("kind", FirmKind), ("capital", Capital), ("trades", Trade)):
            self.fields[field].choices = [  # type: ignore[attr-defined]  # each has choices
                (one.value, worded(one).in_(language)) for one in kind
            ]
        for trade in Trade:
            self.fields[f"unit_{trade}"] = forms.ChoiceField(
                required=False,
                choices=[(unit.value, worded(unit).in_(language)) for unit in PriceUnit],
            )
            self.fields[f"least_{trade}"] = _money()
            self.fields[f"most_{trade}"] = _money()

    @override
    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for trade in Trade:
            least, most = given.get(f"least_{trade}"), given.get(f"most_{trade}")
            if (least is None) != (most is None):
                self.add_error(f"most_{trade}", wrong(_BOTH_PRICES))
        return given

    def price_rows(self) -> list[dict[str, Any]]:
        """Each service with the fields of its price."""
        return [
            {
                "trade": trade,
                "unit": self[f"unit_{trade}"],
                "least": self[f"least_{trade}"],
                "most": self[f"most_{trade}"],
            }
            for trade in Trade
        ]

    def said(self, branches: Iterable[Branch]) -> Profile:
        given = self.cleaned_data
        return Profile(
            name=given["name"].strip(),
            kind=FirmKind(given["kind"]),
            capital=Capital(given["capital"]),
            region=given["region"],
            address=given["address"].strip(),
            complaint_line=given["complaint_line"].strip(),
            brand=given["brand"].strip(),
            trades=tuple(Trade(one) for one in given["trades"]),
            prices=tuple(self._prices(given)),
            branches=tuple(branches),
        )

    def _prices(self, given: dict[str, Any]) -> Iterable[Price]:
        for trade in Trade:
            least, most = given[f"least_{trade}"], given[f"most_{trade}"]
            if least is not None and most is not None:
                unit = PriceUnit(given[f"unit_{trade}"] or PriceUnit.HOUR)
                yield Price(trade, unit, Decimal(least), Decimal(most))

    @staticmethod
    def shown(said: Profile, changed_on: date | None) -> dict[str, Any]:
        """What stands in the fields of a filing that was begun."""
        first: dict[str, Any] = {
            "name": said.name,
            "kind": said.kind.value,
            "capital": said.capital.value,
            "region": said.region,
            "address": said.address,
            "complaint_line": said.complaint_line,
            "brand": said.brand,
            "trades": [one.value for one in said.trades],
            "changed_on": changed_on,
        }
        for price in said.prices:
            first[f"unit_{price.trade}"] = price.unit.value
            first[f"least_{price.trade}"] = price.least
            first[f"most_{price.trade}"] = price.most
        return first

    def mark(self, gaps: Iterable[Gap]) -> None:
        """Put what is missing beside its field."""
        for gap in gaps:
            field = gap.field if gap.field in self.fields else None
            self.add_error(field, wrong(gap.says))


class BranchForm(forms.Form):
    """One place of the firm other than its seat."""

    name = _line(LONGEST_NAME)
    region = Place()
    address = _line()
    code = _line(18)

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"].strip()
        try:
            return credit_codes.parse(typed) if typed else ""
        except BadCreditCode as bad:
            raise refused(bad) from bad

    def branch(self) -> Branch | None:
        """Nothing where nothing was written."""
        given = self.cleaned_data
        if not any(given.get(field) for field in ("name", "region", "address", "code")):
            return None
        return Branch(
            given["name"].strip(), given["region"], given["address"].strip(), given["code"]
        )


Branches = forms.formset_factory(
    BranchForm, extra=2, max_num=MOST_BRANCHES, absolute_max=MOST_BRANCHES + 2
)


def branches_shown(said: Profile) -> list[dict[str, str]]:
    """The branches that were written so far."""
    return [
        {"name": one.name, "region": one.region, "address": one.address, "code": one.code}
        for one in said.branches
    ]


class AwardForm(forms.Form):
    """An award."""

    title = _line()
    awarded_by = _line()
    awarded_on = forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=pairs(invalid=_NOT_A_DAY, required=_NOT_A_DAY),
    )
    document = _line()
    until = _day()

    def said(self) -> Award:
        given = self.cleaned_data
        return Award(
            title=given["title"].strip(),
            awarded_by=given["awarded_by"].strip(),
            awarded_on=given["awarded_on"],
            document=given["document"].strip(),
            until=given["until"],
        )

    @staticmethod
    def shown(said: Award) -> dict[str, Any]:
        return {name: getattr(said, name) for name in AwardForm.base_fields}

    def mark(self, gaps: Iterable[Gap]) -> None:
        """Put what is missing beside its field; what is missing of the papers stands with them."""
        for gap in gaps:
            if gap.field in self.fields:
                self.add_error(gap.field, wrong(gap.says))


class PaperForm(forms.Form):
    """One photo or PDF."""

    file = forms.FileField(
        widget=forms.FileInput(
            attrs={"accept": "image/*,application/pdf", "data-largest": 20 * 1024 * 1024}
        ),
        error_messages=dict.fromkeys(("required", "empty", "invalid"), _NO_FILE),
    )

    def body(self) -> bytes:
        """The bytes; the file itself is kept nowhere."""
        return bytes(self.cleaned_data["file"].read())

    def place(self, refusal: Refusal | None) -> Refusal | None:
        """Put a refusal of the file beside its field; give back any other."""
        if refusal is None or refusal.code not in {PaperUnreadable.code, TooManyPapers.code}:
            return refusal
        self.add_error("file", refused(refusal))
        return None

    def mark(self, gaps: Iterable[Gap]) -> None:
        """Say that evidence is missing."""
        self.missing = [gap.says for gap in gaps if gap.field == Part.EVIDENCE]
