"""The refusals of a firm's entry."""

from jiaxin.ground import regions
from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class NotProven(Refusal):
    """Firm, name and number do not belong together; which of them is wrong is not said."""

    code = "joining.not_proven"
    status = 422
    says = Words(
        zh="信用代码、法定代表人姓名和证件号码对不上，没有开通。",
        en="Credit code, name and ID number do not belong together; nothing was opened.",
    )
    do = Words(
        zh="请对照营业执照和身份证核对。刚变更过法定代表人的，等登记更新后再试。",
        en="Compare them with the licence and the ID card. If the representative has just changed,"
        " try again once the registration says so.",
    )


class RegisterDown(Refusal):
    """The register of firms or the police cannot be asked just now."""

    code = "joining.register_down"
    status = 503
    says = Words(
        zh="现在暂时不能核对登记信息，没有开通。",
        en="The registers cannot be asked just now; nothing was opened.",
    )
    do = Words(zh="您填的内容没有保存，请过几分钟再试。", en="Please try again in a few minutes.")


class NotInBusiness(Refusal):
    """The firm is registered, and closed."""

    code = "joining.not_in_business"
    status = 409
    says = Words(
        zh="登记显示这家企业已注销、吊销或迁出，不能开通。",
        en="By its registration this firm is closed or has moved away; nothing was opened.",
    )
    do = Words(
        zh="如果登记有误，请到市场监管部门更正后再试。",
        en="If that is wrong, have the registration corrected, then try again.",
    )


class NothingToReplace(Refusal):
    """The firm's desk has no owner: there is nothing to wait for."""

    code = "joining.nothing_to_replace"
    status = 409
    says = Words(
        zh="这家企业现在没有负责人账号，不用更换。", en="This firm's desk has no owner to replace."
    )
    do = Words(zh="请直接开通企业端。", en="Simply open the firm's desk.")


class NotTheClaim(Refusal):
    """No change of owner waits that this code and this person belong to."""

    code = "joining.not_the_claim"
    status = 422
    says = Words(
        zh="更换码对不上，或这次更换已经结束。", en="The claim code is not right, or it is over."
    )
    do = Words(
        zh="请核对更换码和当时填写的证件号码；过了 14 天的，请重新申请。",
        en="Compare the code, and the number that you gave then; after 14 days ask anew.",
    )


class TooEarly(Refusal):
    """The three days in which the owner may object are not over."""

    code = "joining.too_early"
    status = 409
    says = Words(zh="还在等待期内，没有更换。", en="The waiting time is not over; nothing changed.")
    do = Words(zh="请等三天等待期满后再来。", en="Please come back once the three days are over.")


class ObjectedTo(Refusal):
    """The owner who is there objected lately. The context's `region` is the firm's."""

    code = "joining.objected_to"
    status = 409
    says = Words(
        zh="现任负责人不同意更换，这里不能再办。",
        en="The owner who is there objected; it cannot be done here.",
    )
    do = Words(
        zh="请拨打 12345 转当地商务主管部门，带营业执照核实后更换。",
        en="Call 12345 for the local commerce department: it checks your licence.",
    )


class FirmHasOwner(Refusal):
    """The firm's desk has its owner already. The context's `region` is the firm's."""

    code = "joining.has_owner"
    status = 409
    says = Words(
        zh="这家企业已经有负责人账号，没有再开通。",
        en="This firm's desk has an owner already; no second account was opened.",
    )
    do = Words(
        zh="请用原账号登录；忘记密码请找平台的安全管理员。",
        en="Sign in to that account; for a lost password ask the security administrator.",
    )

    def __init__(self, *, region: str = "") -> None:
        super().__init__(region=region)
        where = regions.full_name_of(region) or ""
        self.in_other_words(
            do=Words(
                zh=f"请用原账号登录；忘记密码请找平台的安全管理员。不是您开通的，或负责人换了，"
                f"请拨打 12345 转{where}商务主管部门，带营业执照核实后更换。",
                en="Sign in to that account; for a lost password ask the security administrator."
                f" If it was not you, or the owner changed, call 12345 for the commerce department"
                f" of {where}: it checks your licence and has the owner replaced.",
            )
        )
