"""The refusals of certificates."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_AGAIN = Words(
    zh="请让对方打开证书页，扫她手机上正在显示的二维码。",
    en="Ask her to open her certificate, and scan the code that is on her phone now.",
)


class DeadCode(Refusal):
    """The code was ours and has rotated since: a screenshot, or a slow scan."""

    code = "certificates.dead_code"
    status = 410
    says = Words(zh="这个二维码已经过期。", en="This code has expired.")
    do = _AGAIN


class ForgedCode(Refusal):
    """The code is not one of this platform's."""

    code = "certificates.not_ours"
    status = 404
    says = Words(zh="这不是本平台的证书二维码。", en="This is not a code of this platform.")
    do = Words(
        zh="请当心：不要输入个人信息，并让对方当面打开证书页再扫一次。",
        en="Be careful: enter nothing personal, and ask her to open her certificate before you.",
    )


class NoSuchShortCode(Refusal):
    """No certificate shows this short code now."""

    code = "certificates.no_short_code"
    status = 404
    says = Words(zh="没有找到这个短码，或它已经换了。", en="There is no such short code now.")
    do = Words(
        zh="请对方再念一遍手机上的 8 位短码。", en="Ask her to read the eight characters again."
    )


class NoCertificate(Refusal):
    """She has none yet."""

    code = "certificates.none"
    status = 404
    says = Words(zh="还没有信用查询证书。", en="There is no certificate yet.")
    do = Words(zh="完成实名后就会有。", en="There is one once the identity is proven.")


class NoQrFound(Refusal):
    """An uploaded photo shows no QR code."""

    code = "certificates.no_qr"
    status = 422
    says = Words(zh="这张照片里没有找到二维码。", en="No QR code was found in this photo.")
    do = Words(
        zh="请靠近一些、拍清楚再试，或输入短码。",
        en="Take it closer and sharper, or type the short code.",
    )


class TicketGone(Refusal):
    """Too long since the code was scanned."""

    code = "certificates.ticket_gone"
    status = 410
    says = Words(zh="扫码已超过 15 分钟。", en="It is more than 15 minutes since you scanned.")
    do = _AGAIN


class LinkGone(Refusal):
    """A share link is over after a day, or she took it back."""

    code = "certificates.link_gone"
    status = 410
    says = Words(zh="这个分享链接已经失效。", en="This link is no longer good.")
    do = Words(
        zh="请对方再发一个链接，或当面扫她的二维码。",
        en="Ask her for a new link, or scan her code when you meet.",
    )


class NotShareable(Refusal):
    """A certificate that is not valid leads nowhere, so there is nothing to share."""

    code = "certificates.not_shareable"
    status = 409
    says = Words(zh="证书现在无效，不能分享。", en="Your certificate is not valid now.")
    do = Words(zh="续期授权后就可以分享。", en="Renew your consent, then share it.")


class CardCancelled(Refusal):
    """A printed card that was cancelled, or replaced by a newer one."""

    code = "certificates.card_cancelled"
    status = 410
    says = Words(zh="这张卡已经停用。", en="This card is no longer in use.")
    do = Words(
        zh="捡到的请交还或剪掉；要查询，请对方出示新卡或手机上的证书。",
        en="If you found it, hand it back or cut it up; to ask, see her new card or her phone.",
    )
