"""Enrolment's refusals."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_RETAKE = Words(
    zh="请把身份证平放，在亮处对正拍满画面再试；也可以直接手动填写。",
    en="Lay the card flat in good light, fill the picture with it, and try again;"
    " or type the details in.",
)


class NotNow(Refusal):
    """This step does not follow the one she is at."""

    code = "enrolment.not_now"
    status = 409
    says = Words(zh="现在不是这一步。", en="This is not the step you are at.")
    do = Words(zh="请返回首页，从下一步继续。", en="Go back home and continue from the next step.")


class PhotoMissing(Refusal):
    """No photo came, or an empty one."""

    code = "enrolment.photo_missing"
    status = 422
    says = Words(zh="没有收到照片，或照片是空的。", en="No photo came, or it was empty.")
    do = _RETAKE


class NotAPicture(Refusal):
    """The file is no picture that can be opened."""

    code = "enrolment.not_a_picture"
    status = 422
    says = Words(zh="这个文件不是能打开的照片。", en="This file is not a photo that can be opened.")
    do = Words(zh="请用手机拍照，或选 JPG、PNG 照片。", en="Take a photo, or choose a JPG or PNG.")


class PhotoTooLarge(Refusal):
    """The photo has too many pixels."""

    code = "enrolment.photo_too_large"
    status = 413
    says = Words(zh="照片太大了。", en="The photo is too large.")
    do = Words(zh="请把相机分辨率调低一点再拍。", en="Lower the camera's resolution and try again.")


class NoCardSeen(Refusal):
    """The photo shows no ID card."""

    code = "enrolment.no_card"
    status = 422
    says = Words(zh="照片里没有认出身份证。", en="No ID card was recognised in the photo.")
    do = _RETAKE


class WrongCardSide(Refusal):
    """The other side of the card was photographed."""

    code = "enrolment.wrong_side"
    status = 422
    says = Words(zh="身份证正反面拍反了。", en="The sides of the card are swapped.")
    do = Words(
        zh="第一张拍有照片的一面，第二张拍国徽面。",
        en="First the side with your picture, then the side with the emblem.",
    )


class CardBlurred(Refusal):
    """The card is there but cannot be read."""

    code = "enrolment.blurred"
    status = 422
    says = Words(zh="身份证有点模糊，没读清楚。", en="The card is blurred and could not be read.")
    do = _RETAKE


class CardReaderDown(Refusal):
    """The card process cannot be reached."""

    code = "enrolment.reader_unavailable"
    status = 503
    says = Words(zh="自动识别暂时用不了。", en="Cards cannot be read automatically now.")
    do = Words(
        zh="请直接手动填写，不影响办理。", en="Please type the details in; it works as well."
    )


class CardExpired(Refusal):
    """The document's last day is past."""

    code = "enrolment.card_expired"
    status = 422
    says = Words(zh="这张身份证已经过了有效期。", en="This ID card has expired.")
    do = Words(zh="请换领新证后再办。", en="Please renew the card first.")
