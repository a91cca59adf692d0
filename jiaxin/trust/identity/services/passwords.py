"""Passwords of staff: the rules, and the change."""

from uuid import UUID

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError

from jiaxin.ground import clock
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.access.door import step
from jiaxin.trust.identity.errors import SamePassword, WeakPassword
from jiaxin.trust.identity.models import Account, StaffMember
from jiaxin.trust.identity.rules import PasswordFault, password_fault


@step
def keep_password(actor: Actor, /, *, staff: UUID, password: str) -> None:
    """Keep her new password, if it meets the rules. Her sign-ins elsewhere end with the old one."""
    account = Account.objects.select_for_update().get(id=staff)
    member = StaffMember.objects.select_for_update().get(id=staff)
    fault = password_fault(password, staff_name=account.staff_name or "", name=member.name)
    if fault is None and _is_common(password):
        fault = PasswordFault.COMMON
    if fault is not None:
        raise WeakPassword(fault=fault)
    if check_password(password, account.password):
        raise SamePassword
    account.password = make_password(password)
    account.save(update_fields=["password"])
    member.must_change, member.password_at = False, clock.now()
    member.save(update_fields=["must_change", "password_at"])


def _is_common(password: str) -> bool:
    """Among the twenty thousand that are tried first, also with digits put behind it."""
    list_of_others = CommonPasswordValidator()
    for form in {password, password.rstrip("0123456789!.@#")}:
        try:
            list_of_others.validate(form)
        except ValidationError:
            return True
    return False
