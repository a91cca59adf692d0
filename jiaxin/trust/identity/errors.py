"""Identity's refusals."""

from typing import Any

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words
from jiaxin.trust.identity.rules import PasswordFault


class WrongCode(Refusal):
    """The code is not the one that was sent, or it was used, or its five minutes are over."""

    code = "identity.wrong_code"
    status = 422
    says = Words(zh="验证码不对或已过期。", en="The code is wrong or has expired.")
    do = Words(zh="请核对短信，或重新获取验证码。", en="Check the message, or ask for a new code.")


class CodeGone(Refusal):
    """There is no such request for a code."""

    code = "identity.code_gone"
    status = 410
    says = Words(zh="这次登录已失效。", en="This sign-in has ended.")
    do = Words(zh="请重新输入手机号。", en="Please enter your phone number again.")


class WrongPin(Refusal):
    """The PIN is wrong, or none was set."""

    code = "identity.wrong_pin"
    status = 422
    says = Words(zh="办事密码不对。", en="The PIN is wrong.")
    do = Words(
        zh="请再试一次。15 分钟内最多试 5 次，也可以换一种方式。",
        en="Try again: five tries in 15 minutes, or choose another way.",
    )


class BadPin(Refusal):
    """A PIN is six digits."""

    code = "identity.bad_pin"
    status = 422
    says = Words(zh="办事密码是 6 位数字。", en="A PIN is six digits.")
    do = Words(zh="请输入 6 位数字。", en="Enter six digits.")


class EasyPin(Refusal):
    """A PIN that others would guess first."""

    code = "identity.easy_pin"
    status = 422
    says = Words(zh="这个密码太容易被猜到。", en="This PIN is too easy to guess.")
    do = Words(
        zh="请不要用连号或同一个数字，换一个只有您知道的。",
        en="Avoid runs and repeated digits; choose one only you know.",
    )


class PinIsSet(Refusal):
    """There is one: whoever holds the phone for a moment must not be able to replace it."""

    code = "identity.pin_is_set"
    status = 409
    says = Words(zh="办事密码已经设过了。", en="A PIN is set already.")
    do = Words(
        zh="请用原来的密码；忘记了请换一种方式，或到服务台重设。",
        en="Use that one; if you forgot it, choose another way, or have it reset at a counter.",
    )


class ProveFirst(Refusal):
    """Who is proven makes another way by one that she has: a text message alone makes none."""

    code = "identity.prove_first"
    status = 403
    says = Words(
        zh="为了您的安全，要先用已有的方式确认是您本人。",
        en="To keep you safe, first show that it is you in a way that you already have.",
    )
    do = Words(
        zh="请先用刷脸、已登记的手机或原来的办事密码确认；都用不了请到服务台。",
        en="Use your face, a phone that is known, or your PIN; if none works, go to a counter.",
    )


class PasskeyRefused(Refusal):
    """The device's answer does not fit what was asked, or the key is not hers."""

    code = "identity.passkey_refused"
    status = 422
    says = Words(zh="没有通过设备验证。", en="Your device could not be verified.")
    do = Words(
        zh="请再试一次，或改用办事密码和短信。", en="Try again, or use your PIN and a text message."
    )


class TooYoung(Refusal):
    """Under sixteen nobody may be employed (Labour Law of the PRC, art. 15)."""

    code = "identity.too_young"
    status = 422
    says = Words(
        zh="您还未满 16 周岁，现在还不能登记。法律规定满 16 周岁才能工作。",
        en="You are under 16. The law lets people work from the age of 16.",
    )
    do = Words(
        zh="满 16 周岁后欢迎再来。您填写的信息没有保存。",
        en="Come back when you are 16. Nothing that you entered was kept.",
    )


class NumberTaken(Refusal):
    """Another account already proved this ID number: one person, one record."""

    code = "identity.number_taken"
    status = 409
    says = Words(
        zh="这个身份证号已经登记过了。每人只有一份记录。",
        en="This ID number is registered already. Each person has one record.",
    )
    do = Words(
        zh="请用原来的手机号登录；号码换了，请到服务台核实身份后找回。",
        en="Sign in with your earlier phone; if it changed, recover the record at a counter.",
    )


class BadStaffName(Refusal):
    """A sign-in name is lower-case letters, digits, hyphens and dots."""

    code = "identity.bad_staff_name"
    status = 422
    says = Words(zh="这个登录名不能用。", en="This sign-in name cannot be used.")
    do = Words(
        zh="请用 3 到 40 个小写字母、数字、点或短横线，以字母开头；不要用姓名。",
        en="Use 3 to 40 lower-case letters, digits, dots or hyphens, a letter first; no real name.",
    )


class StaffNameTaken(Refusal):
    """Another account signs in by this name."""

    code = "identity.staff_name_taken"
    status = 409
    says = Words(zh="这个登录名已经有人用了。", en="This sign-in name is taken.")
    do = Words(zh="请换一个登录名。", en="Choose another one.")


class PersonHasAccount(Refusal):
    """One person, one account at a desk: so nobody is two of the three administrators."""

    code = "identity.person_has_account"
    status = 409
    says = Words(
        zh="这个人已经有工作账号。每人只能有一个，系统、安全、审计管理员必须是三个人。",
        en="This person has a staff account already. Each has one; the three administrators are "
        "three people.",
    )
    do = Words(
        zh="请换一个人，或先停用原来的账号。", en="Choose another person, or close that account."
    )


class RegionNeeded(Refusal):
    """An officer acts in a region, and this is none."""

    code = "identity.region_needed"
    status = 422
    says = Words(zh="没有选定负责的地区。", en="No region was chosen.")
    do = Words(
        zh="请填 6 位地区代码；部级填 000000。",
        en="Enter a region's six digits; 000000 for the whole country.",
    )


class OrganisationNeeded(Refusal):
    """A firm's account belongs to a firm."""

    code = "identity.organisation_needed"
    status = 422
    says = Words(zh="没有说明属于哪家企业。", en="No firm was named.")
    do = Words(zh="请从企业页面开通账号。", en="Open the account from the firm's own page.")


class WrongPassword(Refusal):
    """No account has this name and this password. It does not say which of them is wrong."""

    code = "identity.wrong_password"
    status = 422
    says = Words(zh="登录名或密码不对。", en="The name or the password is wrong.")
    do = Words(
        zh="请核对后再试，15 分钟内最多试 5 次；忘记了请找安全管理员重置。",
        en="Try again, five times in 15 minutes; a security administrator can reset it.",
    )


class EntryGone(Refusal):
    """The ten minutes between password and second factor are over, or it was used."""

    code = "identity.entry_gone"
    status = 410
    says = Words(zh="这次登录已失效。", en="This sign-in has ended.")
    do = Words(zh="请重新输入登录名和密码。", en="Please enter your name and password again.")


class WrongFactor(Refusal):
    """The code is not the one of now, or it was used."""

    code = "identity.wrong_factor"
    status = 422
    says = Words(zh="动态码不对，或已经用过。", en="The code is wrong or was used already.")
    do = Words(
        zh="请等验证器出现下一个码再试；总是不对，请核对手机时间。",
        en="Wait for the next code; if none works, check the time on your phone.",
    )


class WrongRecoveryCode(Refusal):
    """It is none of hers, or it was used."""

    code = "identity.wrong_recovery_code"
    status = 422
    says = Words(zh="恢复码不对，或已经用过。", en="The code is wrong or was used already.")
    do = Words(
        zh="请换一个没用过的；都没有了，请找安全管理员重置。",
        en="Use another one; if none is left, a security administrator resets your account.",
    )


_PASSWORD_FAULTS = {
    PasswordFault.SHORT: Words(
        zh="密码太短，至少 12 个字。", en="The password is too short: 12 characters at least."
    ),
    PasswordFault.LONG: Words(
        zh="密码太长，最多 128 个字。", en="The password is too long: 128 characters at most."
    ),
    PasswordFault.PLAIN: Words(
        zh="密码太简单，都是相同或连续的字。", en="The password is one run or one character."
    ),
    PasswordFault.NAMES_YOU: Words(
        zh="密码里不能有登录名或姓名。", en="The password must not contain your name."
    ),
    PasswordFault.COMMON: Words(
        zh="这个密码很多人在用，容易被猜到。", en="This password is too common."
    ),
}


class WeakPassword(Refusal):
    """The new password breaks a rule; the words say which."""

    code = "identity.weak_password"
    status = 422
    says = Words(zh="这个密码不合要求。", en="This password does not meet the rules.")
    do = Words(
        zh="可以用几个不相干的词连起来，好记又难猜。",
        en="Several unrelated words in a row are easy to remember and hard to guess.",
    )

    def __init__(self, *, fault: PasswordFault, **context: Any) -> None:
        super().__init__(fault=fault.value, **context)
        self.says = _PASSWORD_FAULTS[fault]  # type: ignore[misc]  # this one knows why


class SamePassword(Refusal):
    """The new password is the one of before."""

    code = "identity.same_password"
    status = 422
    says = Words(zh="新密码和原来的一样。", en="The new password is the old one.")
    do = Words(zh="请换一个新的。", en="Choose another one.")


class ProveAgain(Refusal):
    """What is about to be done asks for a proof of the last ten minutes."""

    code = "identity.prove_again"
    status = 403
    says = Words(zh="办这件事前，要再验证一次是您本人。", en="Show again that it is you.")
    do = Words(zh="请输入动态码，或使用设备密钥。", en="Enter a code, or use your passkey.")


class LastFactor(Refusal):
    """A staff account always has a second factor."""

    code = "identity.last_factor"
    status = 409
    says = Words(zh="这是最后一个第二验证方式，不能移除。", en="This is your last second factor.")
    do = Words(zh="请先添加另一种，再移除这个。", en="Add another one first.")


class SecondPersonNeeded(Refusal):
    """A reviewer's account is opened or reset by two: one proposes, another releases."""

    code = "identity.second_person_needed"
    status = 403
    says = Words(
        zh="背景核实人员的账号要两个人才能开通或重置。",
        en="It takes two people to open or reset a reviewer's account.",
    )
    do = Words(
        zh="请先提出，再由系统管理员放行。", en="Propose it; the system administrator releases it."
    )


class ProposalWaits(Refusal):
    """There is a proposal about this account already."""

    code = "identity.proposal_waits"
    status = 409
    says = Words(
        zh="这个账号已有一项待放行的申请。", en="A proposal about this account waits already."
    )
    do = Words(zh="请先放行或撤销那一项。", en="Release it or take it back first.")


class NotYoursToRelease(Refusal):
    """Who proposed it is not who releases it; or it has lapsed."""

    code = "identity.not_yours_to_release"
    status = 403
    says = Words(
        zh="这项申请不能由您放行：提出人不能自己放行，超过 7 天的也不行。",
        en="You cannot release this: it is your own proposal, or older than 7 days.",
    )
    do = Words(
        zh="请由系统管理员放行；过期的请撤销后重新提出。",
        en="The system administrator releases it; if it is past its time,"
        " take it back and propose it anew.",
    )


class SignInAnew(Refusal):
    """A phone's lock is made a way to sign in soon after a sign-in by code, and not later."""

    code = "identity.sign_in_anew"
    status = 403
    says = Words(
        zh="登录已经超过 30 分钟，为了安全，要重新登录后才能登记这台手机。",
        en="You signed in more than 30 minutes ago. To add this phone, sign in anew.",
    )
    do = Words(
        zh="请先退出，用验证码重新登录，再回到这一页。",
        en="Sign out, sign in with a code, and come back to this page.",
    )
