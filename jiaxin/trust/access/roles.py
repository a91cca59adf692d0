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


# A reviewer's account: the security administrator proposes, the system administrator releases.
_RELEASES = frozenset({Action.STAFF_RELEASE, Action.STAFF_TURN_DOWN})
_FLAGS = frozenset({Action.FLAG_SEE, Action.FLAG_CLOSE})
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
# What a firm files, and who reviews it.
_FILING = frozenset({Action.FILING_WRITE, Action.FILING_SUBMIT, Action.FILING_WITHDRAW})
_REVIEWING = frozenset(
    {
        Action.FILING_TAKE,
        Action.FILING_OPEN,
        Action.FILING_DECIDE,
        Action.FILING_LEAVE,
        Action.FILING_CHECK,
        Action.FILING_INTERVIEW,
    }
)
_CORRECTING = frozenset({Action.CORRECTION_FILE, Action.CORRECTION_ADD, Action.CORRECTION_APPEAL})
_FIRMS_CORRECTIONS = _CORRECTING | {Action.CORRECTION_READ}
_CORRECTIONS_DESK = frozenset(
    {
        Action.CORRECTION_TAKE,
        Action.CORRECTION_OPEN,
        Action.CORRECTION_DECIDE,
        Action.CORRECTION_HELP,
        Action.CORRECTION_ADD,
        Action.REMOTE_HELP,
    }
)
# A service is begun, answered and ended by the two whose it is; a firm begins and takes back.
_SERVING = frozenset({Action.PLACEMENT_BEGIN, Action.PLACEMENT_ANSWER, Action.PLACEMENT_END})
# What families said of a service, where a person has to decide whether it stays.
_REVIEWS = frozenset({Action.REVIEW_OPEN, Action.REVIEW_DECIDE})
_COMPLAINING = frozenset({Action.COMPLAINT_FILE, Action.COMPLAINT_ADD, Action.COMPLAINT_ANSWER})
_COMPLAINTS_DESK = frozenset(
    {
        Action.COMPLAINT_TAKE,
        Action.COMPLAINT_OPEN,
        Action.COMPLAINT_DECIDE,
        Action.COMPLAINT_HELP,
    }
)
_STAFFING = frozenset(
    {
        Action.PLACEMENT_BEGIN,
        Action.PLACEMENT_ANSWER,
        Action.COMPLAINT_ADD,
        Action.COMPLAINT_ANSWER,
        Action.COMPLAINT_MEDIATE,
        Action.ENGAGEMENT_INVITE,
        Action.ENGAGEMENT_RELEASE,
        Action.ENGAGEMENT_MARK,
        Action.AUTHORISATION_ASK,
        Action.STAFF_LOOK,
        Action.STAFF_SUPPLY,
        Action.CLAIM_ANSWER,
        Action.MINORS_CHECK,
        Action.MINORS_PAPER,
        Action.SHOWCASE_FIND,
        Action.REVIEW_ANSWER,
        Action.LINK_OFFER,
        Action.REMOTE_HELP,
    }
)
_ROSTERS = frozenset(
    {Action.ROSTER_UPLOAD, Action.ROSTER_MAP, Action.ROSTER_OPEN, Action.ROSTER_DROP}
)
_CLOSING = frozenset({Action.CLOSING_ASK, Action.CLOSING_DO, Action.CLOSING_REFUSE})
_VETTING = frozenset({Action.VETTING_TAKE, Action.VETTING_OPEN, Action.VETTING_OPINE})
# Assessments and breaches: counts and texts, and nobody's record.
_REGISTERS = frozenset(
    {
        Action.ASSESSMENT_ENTER,
        Action.BREACH_ENTER,
        Action.BREACH_REPORT,
        Action.BREACH_TELL,
        Action.BREACH_CLOSE,
    }
)

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
            Action.SHOWCASE_SEE,
            Action.SHOWCASE_FIND,
            Action.JOINING_ASK,
            Action.JOINING_OPEN,
            Action.JOINING_REPLACE,
            Action.JOINING_TAKE_OVER,
        },
    ),
    Role.WORKER: frozenset(
        {
            *_CORRECTING,
            *_SERVING,
            *_COMPLAINING,
            Action.CODE_REQUEST,
            Action.SIGN_IN,
            Action.SIGN_OUT,
            Action.SIGN_IN_END,
            Action.SIGN_IN_KEY,
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
            Action.SHOWCASE_WRITE,
            Action.LINK_ANSWER,
            Action.CARD_PRINT,
            Action.CARD_CANCEL,
            Action.REPLY_CHOOSE,
            Action.CERTIFICATE_RESOLVE,
            Action.QUERY_NOTICE,
            Action.QUERY_APPROVE,
            Action.QUERY_DECLINE,
            Action.QUERY_BLOCK,
            Action.QUERY_REPORT,
            Action.REVIEW_ANSWER,
            Action.REVIEW_REPORT,
            Action.QUERY_END,
            Action.ENGAGEMENT_ACCEPT,
            Action.ENGAGEMENT_DECLINE,
            Action.ENGAGEMENT_LEAVE,
            Action.CLAIM_ASK,
            Action.AUTHORISATION_GIVE,
            Action.AUTHORISATION_REFUSE,
            Action.AUTHORISATION_TAKE_BACK,
            Action.VETTING_SAY,
            Action.VETTING_APPEAL,
            Action.EXPORT_ASK,
            Action.EXPORT_TAKE,
            Action.PAUSE,
            Action.RESUME,
            Action.DELETION_ASK,
            Action.DELETION_UNDO,
            Action.DELETION_NOW,
            Action.CLOSING_OBJECT,
            Action.INVITATION_ACCEPT,
            Action.INVITATION_DECLINE,
        }
    ),
    Role.CONSUMER: frozenset(
        {
            *_SERVING,
            *_COMPLAINING,
            Action.CODE_REQUEST,
            Action.SIGN_IN,
            Action.SIGN_OUT,
            Action.SIGN_IN_END,
            Action.SIGN_IN_KEY,
            Action.CERTIFICATE_RESOLVE,
            Action.SHOWCASE_SEE,
            Action.REVIEW_WRITE,
            Action.REVIEW_TAKE_BACK,
            Action.QUERY_ASK,
            Action.QUERY_OPEN,
            Action.QUERY_END,
            Action.CORRECTION_READ,
            Action.ACCOUNT_CLOSE,
        }
    ),
    Role.FIRM_OWNER: frozenset({Action.JOINING_OBJECT, Action.FIRM_PHONE_KEEP})
    | _OWN_ACCOUNT
    | _ACCOUNTS
    | _FILING
    | _FIRMS_CORRECTIONS
    | _STAFFING
    | _ROSTERS,
    Role.FIRM_OPERATOR: _OWN_ACCOUNT | _FILING | _FIRMS_CORRECTIONS | _STAFFING | _ROSTERS,
    Role.HEALTH_OFFICER: _OWN_ACCOUNT | _CORRECTIONS_DESK | {Action.ORDER_OPEN, Action.ORDER_CLOSE},
    Role.REVIEWER: _OWN_ACCOUNT | _VETTING,
    Role.COMMERCE_OFFICER: (
        _OWN_ACCOUNT | _REVIEWING | _CORRECTIONS_DESK | _REVIEWS | _COMPLAINTS_DESK | _CLOSING
    ),
    Role.SYSTEM_ADMIN: _OWN_ACCOUNT | _RELEASES,
    Role.SECURITY_ADMIN: _OWN_ACCOUNT | _ACCOUNTS | _REGISTERS | _FLAGS | {Action.STAFF_PROPOSE},
    Role.AUDIT_ADMIN: _OWN_ACCOUNT | {Action.TRAIL_READ},
    Role.PARTY: frozenset(
        {
            Action.MESSAGE_TAKE,
            Action.BATCH_OPEN,
            Action.BATCH_PART,
            Action.EXCHANGE_ASK,
            Action.PULL_ASK,
            Action.PULL_SHARE,
            Action.PULL_PART,
        }
    ),
    Role.SYSTEM: frozenset(
        {
            *_ACCOUNTS,
            Action.PLACEMENT_SETTLE,
            Action.PLACEMENT_TELL,
            Action.COMPLAINT_AGE,
            Action.COMPARE_SETTLE,
            Action.BACKGROUND_ADMIT,
            Action.VETTING_AGE,
            Action.CORRECTION_FORWARD,
            Action.CORRECTION_ANSWER,
            Action.CORRECTION_AGE,
            Action.AUTHORISATION_REMIND,
            Action.MINORS_REMIND,
            Action.FILING_REMIND,
            Action.COMPARISON_BEGIN,
            Action.COMPARISON_ASK,
            Action.COMPARISON_CHANGE,
            Action.COMPARISON_SETTLE,
            Action.COMPARISON_PAUSE,
            Action.COMPARISON_END,
            Action.FIRM_TAKE_IN,
            Action.FIRM_PENALTY_END,
            Action.REPLY_PUT,
            Action.REPLY_TAKE,
            Action.MESSAGE_WRITE,
            Action.MESSAGE_SETTLE,
            Action.EPIDEMIC_ADMIT,
            Action.EPIDEMIC_ERASE,
            Action.FACT_TAKE,
            Action.ENDINGS_ANNOUNCE,
            Action.EXAM_TABLES_LOAD,
            Action.PARTY_ADD,
            Action.PARTY_ALLOW,
            Action.PARTY_ROTATE,
            Action.PARTY_REVOKE,
            Action.SOURCE_NOTE,
            Action.MESSAGE_APPLY,
            Action.QUARANTINE_REPLAY,
            Action.PULL_PART,
            Action.ROSTER_CHECK,
            Action.ROSTER_END,
            Action.EXPORT_SETTLE,
            Action.DELETION_DUE,
            Action.RETENTION_ERASE,
            Action.BREACH_TELL_NEXT,
            Action.BACKUP,
            Action.RESTORE,
            Action.KEYS_REWRAP,
            Action.KEYS_INDEX,
            Action.TRAIL_EXPORT,
            Action.TRAIL_DROP,
            Action.FLAGS_RAISE,
        }
    ),
}
