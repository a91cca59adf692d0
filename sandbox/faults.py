"""Faults that can be switched on, to see what the platform makes of them."""

from sandbox.bodies import BODIES
from sandbox.numbers import is_number
from sandbox.store import Store

SERVICES = {
    "all": ("全部", "all"),
    "real-name": ("实名", "real name"),
    "background": ("背景", "background"),
    "background-slice": ("每日比对", "daily comparison"),
    "firm-representative": ("法定代表人核对", "legal representative"),
    "correction": ("异议核实", "corrections"),
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


# What a sender may do wrong, in Chinese and English.
SENDING = {
    "slow": ("发送很慢", "sends slowly"),
    "duplicate": ("同一消息发两次", "sends the same message twice"),
    "replayed": ("原样重放请求", "sends the very request again"),
    "out_of_order": ("批次内容倒序发送", "sends the parts from the last"),
    "cut_short": ("内容被截断", "cut short"),
    "altered": ("签名后内容被改", "changed after it was signed"),
    "wrong_signature": ("签名不是本机构的", "signed by someone else's key"),
    "wrong_key": ("密钥编号无人认识", "signed under a key id nobody knows"),
    "unsigned": ("没有签名", "not signed"),
    "wrong_sender": ("内容写的是别的机构", "names another sender inside"),
    "wrong_inside": ("内容写的是别的机构（批次）", "a part that names another sender"),
    "wrong_encoding": ("内容不是 UTF-8（GBK）", "the body is GBK, not UTF-8"),
    "late": ("时间已过期", "dated too long ago"),
    "rows_missing": ("少了一行", "a part with a row too few"),
    "zip_bomb": ("压缩炸弹", "a zip bomb"),
    "wrong_suite": ("密码套件与密钥不符", "another suite than the key's"),
    "unknown_suite": ("密码套件不支持", "a suite that is not spoken"),
    "other_algorithm": ("签名算法属于另一套件", "an algorithm of another suite than the key's"),
    "other_digest": ("摘要属于另一套件", "a digest of another suite than the signature's"),
    "other_seal": ("封装属于另一套件", "sealed in another suite than it is signed in"),
    "algorithm_none": ("声称不用签名", "claims to need no signature"),
    # Rows that are wrong in themselves.
    "rows_gbk": ("数据行是 GBK 编码", "rows in GBK"),
    "rows_bom": ("数据行带字节序标记", "rows with a byte-order mark"),
    "rows_columns": ("一行一百万列", "a row with a million columns"),
    "rows_formula": ("像电子表格公式的内容", "text that looks like a formula"),
    "strangers": ("从未问过的人", "people never asked about"),
    "contradictory": ("同一时间说法相反", "says the contrary for the same moment"),
}


class BadFault(Exception):
    """The switch does not exist, or was set to something odd."""


def words_of(fault: str, service: str) -> tuple[tuple[str, str], tuple[str, str]]:
    """What a fault that is on is called, and of whom."""
    if service in BODIES:
        return SENDING[fault], (BODIES[service].zh, BODIES[service].en)
    return FAULTS[fault], SERVICES[service]


def switch(store: Store, chosen: dict[str, str]) -> None:
    """Sets a switch as a page, a journey or the command asks. `fault=off` ends all of them."""
    fault = chosen.get("fault", "")
    if fault == "off":
        one = chosen.get("id", "")
        store.switch_off(int(one) if one.isdecimal() else None)
        return
    service = chosen.get("service") or "all"
    number = (chosen.get("number") or "").strip().upper()
    known = SENDING if service in BODIES else FAULTS
    if fault not in known or not (service in SERVICES or service in BODIES):
        raise BadFault
    if number and not is_number(number):
        raise BadFault
    try:
        times = int(chosen.get("times") or 0)
        seconds = float(chosen.get("seconds") or 3)
    except ValueError as error:
        raise BadFault from error
    if not (0 <= times <= 1000 and 0 <= seconds <= 600):
        raise BadFault
    store.switch_on(fault, service, number, times, seconds)
