"""The examination's refusals."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class TablesRefused(Refusal):
    """The file is no set of tables. The context's `faults` says where and why."""

    code = "health.bad_tables"
    status = 422
    says = Words(zh="体检项目表有错，没有载入。", en="The tables have faults; nothing was loaded.")
    do = Words(
        zh="请按提示逐处改正后再试。", en="Correct each place that is named, then try again."
    )


class ForgedReport(Refusal):
    """The issuer's signature does not hold."""

    code = "health.signature"
    status = 422
    says = Words(
        zh="体检报告的签名核对不上，没有采用。",
        en="The report's signature does not hold; it was not taken in.",
    )
    do = Words(
        zh="请体检机构用登记的密钥重新签名后再发送。",
        en="The hospital has to sign it again with its registered key.",
    )


class UnknownIssuer(Refusal):
    """Nobody of that name may issue reports here, or not with that key at that time."""

    code = "health.issuer"
    status = 422
    says = Words(
        zh="出具报告的机构或密钥没有登记，报告没有采用。",
        en="The report's issuer or its key is not registered; it was not taken in.",
    )
    do = Words(
        zh="请体检机构先登记公钥，再发送。", en="The hospital has to register its public key first."
    )


class AnothersReport(Refusal):
    """Name and number on the report are not this worker's."""

    code = "health.another_person"
    status = 422
    says = Words(
        zh="报告上的姓名或证件号与本人不一致，没有采用。",
        en="The name or number on the report is not hers; it was not taken in.",
    )
    do = Words(
        zh="请体检机构核对后重新出具。", en="The hospital has to check it and issue it anew."
    )


class ImpossibleDay(Refusal):
    """The day of the examination is still to come."""

    code = "health.day"
    status = 422
    says = Words(
        zh="体检日期在今天以后，报告没有采用。",
        en="The day of the examination is still to come; the report was not taken in.",
    )
    do = Words(zh="请体检机构核对日期。", en="The hospital has to check the day.")


class NotAReport(Refusal):
    """The file is no signed report. The context's `field` names the member that is wrong."""

    code = "health.not_a_report"
    status = 422
    says = Words(
        zh="这个文件不是体检机构签名的报告，没有采用。",
        en="This file is no report that a hospital signed; it was not taken in.",
    )
    do = Words(
        zh="请向体检机构要 .json 报告文件，原样提交，不要改动。",
        en="Ask the hospital for the .json report file, and hand it in as it is.",
    )
