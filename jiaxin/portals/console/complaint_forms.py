"""What an officer types about a complaint: a decision, a reason, a colleague."""

from typing import Any, ClassVar, cast

from django import forms

from jiaxin.flows.complaints.errors import NotPassedOn
from jiaxin.flows.complaints.rules import Finding, Helped
from jiaxin.flows.vetting.errors import WordsMissing
from jiaxin.ground.words import Words
from jiaxin.portals.console.correction_forms import HelpForm
from jiaxin.portals.parts.correction_forms import CHOOSE, Placing, some_words
from jiaxin.portals.parts.places import Place
from jiaxin.portals.parts.typed import pairs
from jiaxin.portals.parts.wording import worded
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.identity import colleagues

_NOBODY = Words(zh="请选一位同事。", en="Choose a colleague.")


class OutcomeForm(Placing):
    """What is found, and why: both sides read that."""

    places: ClassVar = {WordsMissing.code: "words"}

    finding = forms.ChoiceField(
        widget=forms.RadioSelect, error_messages=pairs(required=CHOOSE, invalid_choice=CHOOSE)
    )
    words = some_words(5)

    def __init__(self, language: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        cast("forms.ChoiceField", self.fields["finding"]).choices = [
            (finding.value, worded(finding).in_(language)) for finding in Finding
        ]


class WhoComplainsForm(HelpForm):
    """Who is at the counter, or on the telephone: a worker by her card, a family by its phone."""

    whose: ClassVar = (
        (Helped.WORKER.value, Words(zh="服务员", en="A worker")),
        (Helped.FAMILY.value, Words(zh="家庭", en="A family")),
    )


class PassOnForm(Placing):
    """To which county's department, and why: both sides read that."""

    places: ClassVar = {WordsMissing.code: "words", NotPassedOn.code: "region"}

    region = Place(required=True)
    words = some_words(2)


class ColleagueForm(forms.Form):
    """To whom it is given."""

    to = forms.TypedChoiceField(
        error_messages=pairs(required=_NOBODY, invalid_choice=_NOBODY),
    )

    def __init__(self, actor: Actor, region: str, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = [one for one in colleagues.officers(actor) if one.reaches(region)]
        others = [(str(one.id), one.staff_name) for one in known if one.id != actor.person]
        cast("forms.ChoiceField", self.fields["to"]).choices = [("", "–"), *others]
        # Whether there is a colleague at all.
        self.is_of_use = bool(others)
