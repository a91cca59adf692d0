"""Made-up firms: codes that add up, rows of the double publicity, facts as sources send them."""

from jiaxin.ground.credit_codes import CreditCode, check_character, organisation_check


def a_code(number: int, *, region: str = "110105", kind: str = "91") -> CreditCode:
    """A valid credit code of nobody."""
    own = f"MX{number:06}"
    body = f"{kind}{region}{own}{organisation_check(own)}"
    return CreditCode(body + check_character(body))
