"""Presence's refusals."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_ANOTHER = Words(
    zh="请再试一次，或换一种方式：设备解锁，或办事密码加短信。",
    en="Try again, or choose another way: your device's lock, or your PIN and a text message.",
)


class NotShown(Refusal):
    """No fresh, unspent presence for this."""

    code = "presence.not_shown"
    status = 403
    says = Words(zh="还没有确认是您本人。", en="It has not been shown that this is you.")
    do = Words(zh="请先完成本人验证。", en="Please show that it is you first.")


class PresenceGone(Refusal):
    """The check is over or was never begun."""

    code = "presence.gone"
    status = 410
    says = Words(zh="这次验证已经过时。", en="This check is over.")
    do = Words(zh="请重新开始，不会影响已填的内容。", en="Please start again; nothing is lost.")


class NoPortrait(Refusal):
    """There is no portrait to compare with."""

    code = "presence.no_portrait"
    status = 409
    says = Words(zh="还没有可以比对的证件照片。", en="There is no portrait to compare with.")
    do = Words(
        zh="请用设备解锁，或办事密码加短信。",
        en="Use your device's lock, or your PIN and a text message.",
    )


class FaceIsAnother(Refusal):
    """The face is not the portrait's."""

    code = "presence.another_face"
    status = 422
    says = Words(zh="画面和证件照片不像同一个人。", en="The face does not match the portrait.")
    do = _ANOTHER


class FaceUnsure(Refusal):
    """Too close to call for a machine; it decides nothing."""

    code = "presence.face_unsure"
    status = 422
    says = Words(zh="这次没能比对清楚。", en="The comparison was not clear enough.")
    do = Words(
        zh="请到亮一点的地方、正对镜头再试，或换一种方式。",
        en="Try again in better light, facing the camera, or choose another way.",
    )


class NoFace(Refusal):
    """No face in the pictures."""

    code = "presence.no_face"
    status = 422
    says = Words(zh="画面里没有看到脸。", en="No face was found.")
    do = Words(
        zh="请让脸在圆圈里，光线亮一些，再试一次。",
        en="Keep your face in the circle, in good light.",
    )


class ManyFaces(Refusal):
    """More than one face in the pictures."""

    code = "presence.many_faces"
    status = 422
    says = Words(zh="画面里不止一个人。", en="There is more than one person in the picture.")
    do = Words(zh="请只让您一个人在画面里，再试一次。", en="Please be alone in the picture.")


class NotLive(Refusal):
    """A still picture, or no turn of the head."""

    code = "presence.not_live"
    status = 422
    says = Words(zh="没有看到按提示转头。", en="Your head did not turn as asked.")
    do = Words(
        zh="请本人看着镜头，按提示慢慢转头；也可以换一种方式。",
        en="Look at the camera and turn slowly as asked, or choose another way.",
    )


class FaceBusy(Refusal):
    """The face process cannot be reached."""

    code = "presence.face_unavailable"
    status = 503
    says = Words(zh="人脸核对暂时用不了。", en="Face comparison is not available now.")
    do = Words(
        zh="请换一种方式：设备解锁，或办事密码加短信，效果一样。",
        en="Choose another way, with the same effect: your device's lock, or PIN and text message.",
    )
