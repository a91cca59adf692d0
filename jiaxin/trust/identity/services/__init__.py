"""Identity's verbs, one file a topic: sign-in, PIN and passkeys, proofs, staff."""

from jiaxin.trust.identity.services.accounts import NewStaff, Opened, keep_account, open_account
from jiaxin.trust.identity.services.devices import (
    add_passkey,
    begin_passkey,
    check_passkey,
    check_pin,
    keep_passkey,
    keep_pin,
    passkey_options,
    set_pin,
)
from jiaxin.trust.identity.services.persons import call_myself, hold, settle_identity
from jiaxin.trust.identity.services.sign_in import (
    SignedIn,
    request_code,
    send_code,
    sign_in,
    sign_out,
    use_code,
)

__all__ = [
    "NewStaff",
    "Opened",
    "SignedIn",
    "add_passkey",
    "begin_passkey",
    "call_myself",
    "check_passkey",
    "check_pin",
    "hold",
    "keep_account",
    "keep_passkey",
    "keep_pin",
    "open_account",
    "passkey_options",
    "request_code",
    "send_code",
    "set_pin",
    "settle_identity",
    "sign_in",
    "sign_out",
    "use_code",
]
