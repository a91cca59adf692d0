"""Rows to begin with, a service each: what a body would write about somebody in the register."""

from datetime import timedelta
from typing import Any

from sandbox import numbers
from sandbox.store import Person

# Codes that add up, of firms that do not exist.
FIRM = "91110105MX0000772B"
AUTHORITY = "91110105MX0000094U"
ABOUT_FIRMS = ("firm-registration", "firm-penalty", "firm-penalty-end", "firm-permit", "firm-list")

SERVICES = {
    "exam": ("体检结论", "health examination"),
    "training": ("培训", "training"),
    "skill": ("技能等级", "skill level"),
    "insurance": ("保险", "insurance"),
    "invitation": ("前期平台的记录", "a predecessor's record"),
    "epidemic": ("防疫答复（防疫令生效时才收）", "an epidemic answer (taken under an order only)"),
    "firm-registration": ("企业登记", "a firm's registration"),
    "firm-penalty": ("行政处罚", "a penalty"),
    "firm-penalty-end": ("处罚撤销或修复", "the end of a penalty"),
    "firm-permit": ("行政许可", "a permit"),
    "firm-list": ("红黑名单", "a red or black list"),
}

# Sent from files only: no example is filled in.
OTHERS = {
    "local-certificate": ("地方证书编号", "a local certificate's number"),
    "local-facts": ("取回记录", "records fetched"),
}


def row(service: str, person: Person | None) -> dict[str, Any] | None:
    """One row of that service; None for a service that has no example."""
    content = _contents().get(service)
    if content is None:
        return None
    now = numbers.moment()
    if service in ABOUT_FIRMS:
        return {**content, "checked_at": now}
    name = person.name if person else "王小样"
    number = person.number if person else "110105199003072346"
    return {"number": number, "name": name, "checked_at": now, **content}


def _contents() -> dict[str, dict[str, Any]]:
    today = numbers.today()
    day, last = today.isoformat(), (today + timedelta(days=364)).isoformat()
    return _of_people(day, last) | _of_firms(day, last) | _published_rows(day, last)


def _of_people(day: str, last: str) -> dict[str, dict[str, Any]]:
    return {
        "exam": {
            "exam_class": "mother_baby",
            "conclusion": "fit",
            "issuer": "市第一体检医院（演示）",
            "report_no": f"TJ-{day}",
            "on": day,
            "until": last,
        },
        "training": {
            "course": "家庭急救",
            "issuer": "家政培训学校（演示）",
            "on": day,
            "hours": 16,
        },
        "skill": {
            "trade": "housekeeping",
            "level": "four",
            "certificate_no": "S0001",
            "issuer": "技能等级评价中心（演示）",
            "on": day,
        },
        "insurance": {
            "cover": "liability",
            "insurer": "平安里保险（演示）",
            "policy_no": f"PA-{day}",
            "since": day,
            "until": last,
        },
        "invitation": {
            "firm": "某省旧平台登记的家政公司（样例）",
            "trade": "cleaning",
            "since": "2021-05-01",
            "until": "2023-05-01",
        },
        "epidemic": {"word": "clear", "region": "330100"},
    }


def _of_firms(day: str, last: str) -> dict[str, dict[str, Any]]:
    return {
        "firm-registration": {
            "code": FIRM,
            "name": "北京样例新开家政服务有限公司",
            "status": "open",
            "capital": "domestic",
            "region": "110105",
            "address": "样例路 77 号",
            "registered_on": "2024-03-01",
        },
        "firm-penalty-end": {
            "code": FIRM,
            "document": "京样市监罚〔2026〕77 号",
            "how": "repaired",
            "on": day,
        },
        "firm-list": {
            "code": FIRM,
            "list": "red",
            "first": day,
            "last": last,
            "authority": "样例市发展改革委",
            "reason": "样例",
        },
    }


def _published_rows(day: str, last: str) -> dict[str, dict[str, Any]]:
    return {
        "firm-penalty": _published("CF")
        | {
            "CF_WSH": "京样市监罚〔2026〕77 号",
            "CF_WFXW": "未明码标价",
            "CF_SY": "检查发现未明码标价",
            "CF_YJ": "《中华人民共和国价格法》第四十二条（样例）",
            "CF_CFLB": "罚款",
            "CF_NR": "罚款（样例）",
            "CF_NR_FK": "0.2",
            "CF_JDRQ": day,
            "CF_CFJG": "样例区市场监督管理局",
            "CF_CFJGDM": AUTHORITY,
        },
        "firm-permit": _published("XK")
        | {
            "XK_XKWS": "准予行政许可决定书",
            "XK_WSH": "京样人社许〔2026〕77 号",
            "XK_XKLB": "普通",
            "XK_NR": "劳务派遣经营许可",
            "XK_JDRQ": day,
            "XK_YXQZ": day,
            "XK_YXQZI": last,
            "XK_XKJG": "样例区人力资源和社会保障局",
            "XK_XKJGDM": AUTHORITY,
        },
    }


def _published(kind: str) -> dict[str, str]:
    return {
        f"{kind}_XDR_MC": "北京样例新开家政服务有限公司",
        f"{kind}_XDR_LB": "法人及非法人组织",
        f"{kind}_XDR_SHXYM": FIRM,
    }
