"""One table: which role holds which actions. Whatever is not here is refused."""

from enum import StrEnum
from typing import assert_never

from jiaxin.ground.words import Words
from jiaxin.trust.access.actions import Action


class Role(StrEnum):
    """In what capacity somebody acts."""

    VISITOR = "visitor"
    WORKER = "worker"
    CONSUMER = "consumer"
    SYSTEM = "system"


def words(role: Role) -> Words:
    match role:
        case Role.VISITOR:
            return Words(zh="访客", en="visitor")
        case Role.WORKER:
            return Words(zh="家政服务员", en="worker")
        case Role.CONSUMER:
            return Words(zh="消费者", en="consumer")
        case Role.SYSTEM:
            return Words(zh="系统", en="system")
        case _:
            assert_never(role)


HOLDS: dict[Role, frozenset[Action]] = {
    Role.VISITOR: frozenset(
        {Action.CODE_REQUEST, Action.SIGN_IN, Action.CERTIFICATE_RESOLVE},
    ),
    Role.WORKER: frozenset(
        {
            Action.CODE_REQUEST,
            Action.SIGN_IN,
            Action.SIGN_OUT,
            Action.PIN_SET,
            Action.PASSKEY_BEGIN,
            Action.PASSKEY_ADD,
            Action.CONSENT_GRANT,
            Action.CONSENT_RENEW,
            Action.CONSENT_WITHDRAW,
            Action.CARD_SHOW,
            Action.CARD_SETTLE,
            Action.DETAILS_CONFIRM,
            Action.ENROLMENT_FINISH,
            Action.PRESENCE_BEGIN,
            Action.PRESENCE_FACE,
            Action.PRESENCE_SETTLE,
            Action.CODE_SHOW,
            Action.CERTIFICATE_RESOLVE,
            Action.QUERY_NOTICE,
            Action.QUERY_APPROVE,
            Action.QUERY_DECLINE,
            Action.QUERY_BLOCK,
            Action.QUERY_END,
        }
    ),
    Role.CONSUMER: frozenset(
        {
            Action.CODE_REQUEST,
            Action.SIGN_IN,
            Action.SIGN_OUT,
            Action.CERTIFICATE_RESOLVE,
            Action.QUERY_ASK,
            Action.QUERY_OPEN,
            Action.QUERY_END,
        }
    ),
    Role.SYSTEM: frozenset(
        {
            Action.COMPARE_SETTLE,
            Action.BACKGROUND_ADMIT,
            Action.MESSAGE_WRITE,
            Action.MESSAGE_SETTLE,
            Action.EXAM_TABLES_LOAD,
            Action.TRAIL_EXPORT,
            Action.TRAIL_DROP,
        }
    ),
}
