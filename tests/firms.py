"""Made-up firms: codes that add up, rows of the double publicity, facts as sources send them."""

from jiaxin.ground.credit_codes import CreditCode, check_character, organisation_check


def a_code(number: int, *, region: str = "110105", kind: str = "91") -> CreditCode:
    """A valid credit code of nobody."""
    own = f"MX{number:06}"
    body = f"{kind}{region}{own}{organisation_check(own)}"
    return CreditCode(body + check_character(body))


NOBODYS_NUMBER = "11010119900101001X"


def a_penalty_row(number: int = 1, **changed: str) -> dict[str, str]:
    """A penalty as the double publicity has it: ordinary, decided on 2026-08-31."""
    row = {
        "CF_XDR_MC": "北京样例阳光家政服务有限公司",
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": a_code(number),
        "CF_FRDB": "样例甲",
        "CF_FR_ZJLX": "身份证",
        "CF_FR_ZJHM": NOBODYS_NUMBER,
        "CF_WSH": "京样市监罚〔2026〕1 号",
        "CF_WFXW": "价格违法",
        "CF_SY": "未明码标价",
        "CF_YJ": "《价格法》第四十二条",
        "CF_CFLB": "罚款",
        "CF_NR": "罚款 0.2 万元",
        "CF_NR_FK": "0.200000",
        "CF_JDRQ": "2026-08-31",
        "CF_CFJG": "样例区市场监督管理局",
        "CF_CFJGDM": a_code(9999),
    }
    return row | changed
