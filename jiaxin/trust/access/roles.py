"""One table: which role holds which actions. Whatever is not here is refused."""

from enum import StrEnum

from jiaxin.ground.words import Words
from jiaxin.trust.access.actions import Action


class Role(StrEnum):
    """In what capacity somebody acts."""

    VISITOR = "visitor"
    WORKER = "worker"
    CONSUMER = "consumer"
    FIRM_OWNER = "firm_owner"
    FIRM_OPERATOR = "firm_operator"
    HEALTH_OFFICER = "health_officer"
    REVIEWER = "reviewer"
    COMMERCE_OFFICER = "commerce_officer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"
    PARTY = "party"
    SYSTEM = "system"


# Three people (三权分立): none does another's part, and none of them opens a record.
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
# Who acts only in her region and below it.
OFFICERS = frozenset({Role.HEALTH_OFFICER, Role.COMMERCE_OFFICER})
# Who signs in at the console, and at a firm's desk: by a staff name, with a second factor.
CONSOLE = ADMINISTRATORS | OFFICERS | {Role.REVIEWER}
FIRM = frozenset({Role.FIRM_OWNER, Role.FIRM_OPERATOR})
STAFF = CONSOLE | FIRM


WORDS: dict[Role, Words] = {
    Role.VISITOR: Words(zh="访客", en="visitor"),
    Role.WORKER: Words(zh="家政服务员", en="worker"),
    Role.CONSUMER: Words(zh="消费者", en="consumer"),
    Role.FIRM_OWNER: Words(zh="企业负责人", en="firm owner"),
    Role.FIRM_OPERATOR: Words(zh="企业经办人", en="firm operator"),
    Role.HEALTH_OFFICER: Words(zh="卫生健康部门经办人", en="health department officer"),
    Role.REVIEWER: Words(zh="背景核实人员", en="background reviewer"),
    Role.COMMERCE_OFFICER: Words(zh="商务主管部门经办人", en="commerce department officer"),
    Role.SYSTEM_ADMIN: Words(zh="系统管理员", en="system administrator"),
    Role.SECURITY_ADMIN: Words(zh="安全管理员", en="security administrator"),
    Role.AUDIT_ADMIN: Words(zh="审计管理员", en="audit administrator"),
    Role.PARTY: Words(zh="接入方系统", en="registered system"),
    Role.SYSTEM: Words(zh="系统", en="system"),
}


def words(role: Role) -> Words:
    """The role in both languages."""
    return WORDS[role]


# What everyone at a desk does with her own account, and who has charge of others'.
_OWN_ACCOUNT = frozenset(
    {
        Action.SIGN_OUT,
        Action.STAFF_PASSWORD,
        Action.STAFF_FACTORS,
        Action.STAFF_FRESH,
        Action.SIGN_IN_END,
    }
)
_ACCOUNTS = frozenset({Action.STAFF_OPEN, Action.STAFF_CLOSE, Action.STAFF_RESET, Action.STAFF_END})
_VETTING = frozenset({Action.VETTING_TAKE, Action.VETTING_OPEN, Action.VETTING_OPINE})

HOLDS: dict[Role, frozenset[Action]] = {
    Role.VISITOR: frozenset(
        {
            Action.CODE_REQUEST,
            Action.SIGN_IN,
            Action.CERTIFICATE_RESOLVE,
            Action.STAFF_ENTER,
            Action.STAFF_PROVE,
            Action.STAFF_SET_UP,
            Action.EXPORT_CHECK,
        },
    ),
    Role.WORKER: frozenset(
        {
            Action.CODE_REQUEST,
            Action.SIGN_IN,
            Action.SIGN_OUT,
            Action.SIGN_IN_END,
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
            Action.FACT_ENTER,
            Action.FACT_WITHDRAW,
            Action.FACT_ANSWER,
            Action.EPIDEMIC_DECLARE,
            Action.EXAM_HAND_IN,
            Action.PRESENCE_BEGIN,
            Action.PRESENCE_FACE,
            Action.PRESENCE_SETTLE,
            Action.CODE_SHOW,
            Action.LINK_SHARE,
            Action.LINK_REVOKE,
            Action.CERTIFICATE_RESOLVE,
            Action.QUERY_NOTICE,
            Action.QUERY_APPROVE,
            Action.QUERY_DECLINE,
            Action.QUERY_BLOCK,
            Action.QUERY_END,
            Action.VETTING_SAY,
            Action.VETTING_APPEAL,
            Action.EXPORT_ASK,
            Action.EXPORT_TAKE,
            Action.PAUSE,
            Action.RESUME,
            Action.DELETION_ASK,
            Action.DELETION_UNDO,
            Action.DELETION_NOW,
        }
    ),
    Role.CONSUMER: frozenset(
        {
            Action.CODE_REQUEST,
            Action.SIGN_IN,
            Action.SIGN_OUT,
            Action.SIGN_IN_END,
            Action.CERTIFICATE_RESOLVE,
            Action.QUERY_ASK,
            Action.QUERY_OPEN,
            Action.QUERY_END,
            Action.ACCOUNT_CLOSE,
        }
    ),
    Role.FIRM_OWNER: _OWN_ACCOUNT | _ACCOUNTS,
    Role.FIRM_OPERATOR: _OWN_ACCOUNT,
    Role.HEALTH_OFFICER: _OWN_ACCOUNT | {Action.ORDER_OPEN, Action.ORDER_CLOSE},
    Role.REVIEWER: _OWN_ACCOUNT | _VETTING,
    Role.COMMERCE_OFFICER: _OWN_ACCOUNT,
    Role.SYSTEM_ADMIN: _OWN_ACCOUNT,
    Role.SECURITY_ADMIN: _OWN_ACCOUNT | _ACCOUNTS,
    Role.AUDIT_ADMIN: _OWN_ACCOUNT | {Action.TRAIL_READ},
    Role.PARTY: frozenset(
        {Action.MESSAGE_TAKE, Action.BATCH_OPEN, Action.BATCH_PART, Action.EXCHANGE_ASK}
    ),
    Role.SYSTEM: frozenset(
        {
            *_ACCOUNTS,
            Action.COMPARE_SETTLE,
            Action.BACKGROUND_ADMIT,
            Action.VETTING_AGE,
            Action.COMPARISON_BEGIN,
            Action.COMPARISON_ASK,
            Action.COMPARISON_CHANGE,
            Action.COMPARISON_SETTLE,
            Action.COMPARISON_PAUSE,
            Action.COMPARISON_END,
            Action.FIRM_TAKE_IN,
            Action.FIRM_PENALTY_END,
            Action.MESSAGE_WRITE,
            Action.MESSAGE_SETTLE,
            Action.EPIDEMIC_ADMIT,
            Action.EPIDEMIC_ERASE,
            Action.FACT_TAKE,
            Action.ENDINGS_ANNOUNCE,
            Action.EXAM_TABLES_LOAD,
            Action.PARTY_ADD,
            Action.PARTY_ROTATE,
            Action.PARTY_REVOKE,
            Action.MESSAGE_APPLY,
            Action.QUARANTINE_REPLAY,
            Action.EXPORT_SETTLE,
            Action.DELETION_DUE,
            Action.RETENTION_ERASE,
            Action.KEYS_REWRAP,
            Action.KEYS_INDEX,
            Action.TRAIL_EXPORT,
            Action.TRAIL_DROP,
        }
    ),
}
