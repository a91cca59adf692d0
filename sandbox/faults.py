"""Faults that can be switched on, to see what the platform makes of them."""

from sandbox.numbers import is_number
from sandbox.store import Store

SERVICES = {
    "all": ("全部", "all"),
    "real-name": ("实名", "real name"),
    "background": ("背景", "background"),
    "background-slice": ("每日比对", "daily comparison"),
}

# What each does, in Chinese and English, as the page lists them.
FAULTS = {
    "slow": ("答复很慢", "answers slowly"),
    "timeout": ("一直不答复", "never answers"),
    "error_500": ("内部错误 500", "error 500"),
    "wrong_signature": ("签名不是本机构的", "signed by someone else's key"),
    "wrong_key": ("密钥编号无人认识", "signed under a key id nobody knows"),
    "unsigned": ("没有签名", "not signed"),
    "tampered": ("签名后内容被改", "changed after it was signed"),
    "wrong_encoding": ("内容不是 UTF-8（GBK）", "the body is GBK, not UTF-8"),
    "garbage": ("内容是乱码", "the body is garbage"),
    "replayed": ("重发上一次的答复", "the last reply is sent again"),
    "late": ("答复的时间是一小时前", "dated one hour ago"),
    "other_message": ("答的是另一条消息", "answers another message"),
    "contradictory": ("答复自相矛盾", "an answer that contradicts itself"),
    "unknown": ("查无此人", "says: unknown"),
    "mismatch": ("信息不一致", "says: mismatch"),
    "being_verified": ("待核实", "says: being verified"),
    "rows_missing": ("分批答复缺行", "rows of a slice are missing"),
    "rows_doubled": ("分批答复有重复行", "rows of a slice come twice"),
    "rows_never_asked": ("分批答复有未查询的行", "rows of a slice that nobody asked about"),
}


class BadFault(Exception):
    """The switch does not exist, or was set to something odd."""


def switch(store: Store, chosen: dict[str, str]) -> None:
    """Sets a switch as a page, a journey or the command asks. `fault=off` ends all of them."""
    fault = chosen.get("fault", "")
    if fault == "off":
        one = chosen.get("id", "")
        store.switch_off(int(one) if one.isdecimal() else None)
        return
    service = chosen.get("service") or "all"
    number = (chosen.get("number") or "").strip().upper()
    if fault not in FAULTS or service not in SERVICES or (number and not is_number(number)):
        raise BadFault
    try:
        times = int(chosen.get("times") or 0)
        seconds = float(chosen.get("seconds") or 3)
    except ValueError as error:
        raise BadFault from error
    if not (0 <= times <= 1000 and 0 <= seconds <= 600):
        raise BadFault
    store.switch_on(fault, service, number, times, seconds)
