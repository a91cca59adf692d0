"""What the exchange refuses. A code's last word is the protocol's (docs/PROTOCOL.md, part 6)."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class ExchangeRefusal(Refusal):
    """A message is not taken. Nothing of it was applied."""

    do = Words(
        zh="请按交换协议改正后重新发送。",
        en="Correct it as the exchange protocol says, and send it again.",
    )

    @property
    def word(self) -> str:
        """The code as the protocol has it."""
        return self.code.partition(".")[2]


class Malformed(ExchangeRefusal):
    """It is no message of the protocol."""

    code = "exchange.malformed"
    says = Words(zh="请求格式有误。", en="The request is malformed.")


class DigestMismatch(ExchangeRefusal):
    """The body is not the one whose digest was signed."""

    code = "exchange.digest_mismatch"
    says = Words(zh="内容与摘要不符。", en="The body does not fit its digest.")


class BodySealed(ExchangeRefusal):
    """Not sealed, not sealed to us, or changed on the way."""

    code = "exchange.cannot_open"
    says = Words(zh="内容无法解封。", en="The body cannot be opened.")


class BodyInvalid(ExchangeRefusal):
    """What was sealed is another's, another message's, or not as the protocol has it."""

    code = "exchange.body_invalid"
    says = Words(zh="解封后的内容不符合规定。", en="What was sealed is not as the protocol has it.")


class SignatureMissing(ExchangeRefusal):
    """There is no signature that can be read."""

    code = "exchange.signature_missing"
    status = 401
    says = Words(zh="请求没有签名。", en="The request is not signed.")


class SignatureInvalid(ExchangeRefusal):
    """The signature does not cover what it must, or is not of that key."""

    code = "exchange.signature_invalid"
    status = 401
    says = Words(zh="签名核验不通过。", en="The signature does not hold.")


class KeyUnknown(ExchangeRefusal):
    """The key is nobody's, revoked, expired or not yet in force."""

    code = "exchange.key_unknown"
    status = 401
    says = Words(zh="签名密钥未登记或已失效。", en="The signing key is not known or not in force.")


class OutsideWindow(ExchangeRefusal):
    """Signed too long ago, or ahead of time."""

    code = "exchange.outside_window"
    status = 401
    says = Words(
        zh="签名时间超出允许范围，请校准时钟。",
        en="Signed outside the time window; set the clock.",
    )


class ServiceNotAgreed(ExchangeRefusal):
    """The party is registered, but not for this."""

    code = "exchange.not_agreed"
    status = 403
    says = Words(
        zh="本单位未登记提供这一类数据。", en="This party is not registered for that service."
    )
    do = Words(zh="请联系平台办理登记。", en="Ask the platform to register it.")


class NoOrderInForce(ExchangeRefusal):
    """Answers of an authority are taken only while an epidemic order is in force."""

    code = "exchange.no_order"
    status = 409
    says = Words(
        zh="现在没有生效的防疫令，不接收这一类数据。",
        en="No epidemic order is in force; nothing of the kind is taken.",
    )
    do = Words(
        zh="请不要留待以后补送；防疫令生效后再发送新的答复。",
        en="Do not keep it for later; send fresh answers once an order is in force.",
    )


class NoSuchService(ExchangeRefusal):
    """There is no door of that name."""

    code = "exchange.no_such_service"
    status = 404
    says = Words(zh="没有这项服务。", en="There is no such service.")


class NoSuchBatch(ExchangeRefusal):
    """No batch of that id was announced by this party, or it has no such part."""

    code = "exchange.no_such_batch"
    status = 404
    says = Words(
        zh="没有这个批次，或批次里没有这一部分。",
        en="There is no such batch, or it has no such part.",
    )
    do = Words(zh="请先发送批次清单。", en="Send the batch's manifest first.")


class Replayed(ExchangeRefusal):
    """The signature was used before."""

    code = "exchange.replayed"
    status = 409
    says = Words(zh="该签名已使用过。", en="This signature was used before.")
    do = Words(zh="请重新签名后再发送。", en="Sign it anew and send it again.")


class MessageIdReused(ExchangeRefusal):
    """The message id stands for another message of this party."""

    code = "exchange.message_id_reused"
    status = 409
    says = Words(
        zh="该消息编号已用于另一条消息。", en="This message id stands for another message."
    )


class SequenceReused(ExchangeRefusal):
    """The number stands for another batch of this party and kind."""

    code = "exchange.sequence_reused"
    status = 409
    says = Words(zh="该批次序号已用于另一批次。", en="This number stands for another batch.")


class TooLarge(ExchangeRefusal):
    """More than any message may be."""

    code = "exchange.too_large"
    status = 413
    says = Words(zh="内容过大。", en="The body is too large.")
    do = Words(zh="请分成更小的部分发送。", en="Send it in smaller parts.")


class SuiteUnknown(ExchangeRefusal):
    """A suite of algorithms that this deployment does not speak."""

    code = "exchange.suite_unknown"
    status = 422
    says = Words(zh="不支持该密码套件。", en="That suite of algorithms is not spoken here.")


class SuiteMismatch(ExchangeRefusal):
    """Signature, digest, seal and key of one message are not all of one suite."""

    code = "exchange.suite_mismatch"
    status = 422
    says = Words(
        zh="报文的签名、摘要、加密与密钥不属于同一密码套件。",
        en="The signature, digest, seal and key of the message are not of one suite.",
    )


class BadCard(Refusal):
    """A card of keys cannot be taken."""

    code = "exchange.bad_card"
    status = 422
    says = Words(
        zh="公钥名片无法使用：格式有误、密钥编号重复、密码套件不支持，或某一套件缺少签名或加密密钥。",
        en="The card cannot be taken: unreadable, a key id in use, a suite that is not spoken here,"
        " or a suite without a key of either use.",
    )
    do = Words(zh="请对方重新制作名片。", en="Ask the party for a new card.")


class NoSuchParty(Refusal):
    """No party of that name is registered."""

    code = "exchange.no_such_party"
    status = 404
    says = Words(zh="没有登记这个单位。", en="No party of that name is registered.")
    do = Words(
        zh="用 jiaxin exchange party list 查看已登记的单位。",
        en="`jiaxin exchange party list` shows who is registered.",
    )


class NoSuchRegion(Refusal):
    """A party acts in an administrative division of today, or in the whole nation."""

    code = "exchange.no_such_region"
    status = 422
    says = Words(zh="没有这个行政区划代码。", en="There is no division of that code.")
    do = Words(
        zh="请填写六位行政区划代码，全国填 000000。",
        en="Give the six digits of a division; 000000 is the whole nation.",
    )


class PartyThere(Refusal):
    """The name is taken."""

    code = "exchange.party_there"
    status = 409
    says = Words(zh="这个单位已经登记。", en="A party of that name is registered already.")
    do = Words(zh="更换密钥请用 rotate。", en="Use rotate to replace its keys.")
