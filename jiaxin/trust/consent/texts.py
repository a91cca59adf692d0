"""The texts of the consent sheets. A published version is never edited: a new one is added.

Each names recipient, purpose, kinds of data, how long, and the effect (PIPL arts. 17, 30).
"""

from dataclasses import dataclass, replace

from jiaxin.ground.words import Words
from jiaxin.trust.consent.rules import Kind

# Where a sheet names its recipient.
WHOM = "〔…〕"


@dataclass(frozen=True, slots=True)
class Text:
    """One version of one sheet."""

    kind: Kind
    version: str
    title: Words
    recipient: Words
    purpose: Words
    kinds: Words
    how_long: Words
    effect: Words
    without: Words

    def naming(self, grantee: str) -> "Text":
        """The same with the recipient's name where the sheet leaves room for it."""
        if not grantee:
            return self

        def named(said: Words) -> Words:
            return Words(zh=said.zh.replace(WHOM, grantee), en=said.en.replace(WHOM, grantee))

        return replace(
            self,
            title=named(self.title),
            recipient=named(self.recipient),
            purpose=named(self.purpose),
            kinds=named(self.kinds),
            how_long=named(self.how_long),
            effect=named(self.effect),
            without=named(self.without),
        )

    def shown_in(self, language: str) -> str:
        """The whole text, a line a part: what the digest of a consent covers."""
        parts = (self.title, self.recipient, self.purpose, self.kinds, self.how_long)
        lines = [part.in_(language) for part in (*parts, self.effect, self.without)]
        return "\n".join([f"{self.kind} {self.version}", *lines])


_RECIPIENT = Words(zh="本平台（家政信用信息平台的运营单位）", en="This platform's operator")

TEXTS = (
    Text(
        kind=Kind.PLATFORM,
        version="2026-11-1",
        title=Words(zh="平台授权书", en="Consent to the platform"),
        recipient=_RECIPIENT,
        purpose=Words(
            zh="建立您的信用记录，给您一张信用查询证书；每次有人要看，都先问您。",
            en="To build your credit record and give you a certificate; whoever wants to look,"
            " you are asked first, every time.",
        ),
        kinds=Words(
            zh="姓名、性别、出生日期、民族、住址、身份证号和证件照片；从业、培训、技能、保险情况。",
            en="Name, sex, birth date, ethnicity, address, ID number and the card's portrait;"
            " work, training, skills, insurance.",
        ),
        how_long=Words(
            zh="30 天。到期不续，记录停止更新，证书失效；随时可以撤回。",
            en="30 days. If you do not renew, the record stops and the certificate is void."
            " Take it back at any time.",
        ),
        effect=Words(
            zh="您的身份证号和姓名会加密发给公安数据源核对。没有您的同意，别人什么也看不到。",
            en="Your name and ID number go, sealed, to the police source to be compared."
            " Without your yes nobody sees anything.",
        ),
        without=Words(
            zh="不同意也可以，只是不能办理证书。",
            en="You may say no; there is then no certificate.",
        ),
    ),
    Text(
        kind=Kind.FACE,
        version="2026-11-1",
        title=Words(zh="人脸核对授权书", en="Consent to comparing your face"),
        recipient=_RECIPIENT,
        purpose=Words(
            zh="确认是您本人在操作：办理实名，或同意别人查看时。",
            en="To be sure that it is you: when you prove who you are, or approve a request.",
        ),
        kinds=Words(zh="几秒钟的人脸画面。", en="A few seconds of pictures of your face."),
        how_long=Words(
            zh="画面比对后立即丢弃，不保存；只留下比对的分数、时间和方式。授权随平台授权到期。",
            en="Pictures are dropped once compared. Only the score, time and method stay."
            " It ends with the platform's consent.",
        ),
        effect=Words(
            zh="用画面和您的证件照片比对一次。",
            en="The pictures are compared with your card's portrait.",
        ),
        without=Words(
            zh="不想刷脸，可以用设备解锁，或办事密码加短信，效果一样。",
            en="If you would rather not, use your device's lock, or a PIN and a text message:"
            " the effect is the same.",
        ),
    ),
    Text(
        kind=Kind.BACKGROUND,
        version="2026-11-1",
        title=Words(zh="背景核查授权书", en="Consent to the background check"),
        recipient=Words(zh="本平台；公安数据源", en="This platform; the police source"),
        purpose=Words(
            zh="让雇主放心：核查法律规定的几类严重犯罪记录，每天比对一次。",
            en="To reassure families: certain serious offences named by law are checked daily.",
        ),
        kinds=Words(
            zh="姓名、身份证号；核查结论（只有结论，没有案情）。",
            en="Name and ID number; the conclusion only, never a case.",
        ),
        how_long=Words(
            zh="随平台授权到期；撤回后当天停止比对。",
            en="It ends with the platform's consent; withdrawn, the comparison stops that day.",
        ),
        effect=Words(
            zh="您同意时，查看人会看到“未发现”等结论和核查日期。机器不会直接给出不利结论，"
            "须由两名工作人员复核，您有权申辩。",
            en="With your approval a viewer sees the conclusion and its date. No machine decides"
            " against you: two people review it, and you are heard.",
        ),
        without=Words(
            zh="不同意也可以，记录里会写“未核查”。",
            en="You may say no; the record then says “not checked yet”.",
        ),
    ),
    Text(
        kind=Kind.HEALTH,
        version="2026-11-1",
        title=Words(zh="健康体检授权书", en="Consent to the health examination"),
        recipient=Words(zh="本平台；您去的体检医院", en="This platform; the hospital you go to"),
        purpose=Words(
            zh="让雇主知道您体检合格、到哪天有效。",
            en="To tell families that you passed the examination, and until when.",
        ),
        kinds=Words(
            zh="体检类别、结论、日期、有效期；不含任何化验数值。",
            en="Class, conclusion, date and validity; never a measured value.",
        ),
        how_long=Words(zh="随平台授权到期。", en="It ends with the platform's consent."),
        effect=Words(
            zh="您同意时，查看人会看到类别、结论和有效期。",
            en="With your approval a viewer sees class, conclusion and validity.",
        ),
        without=Words(
            zh="不同意也可以，记录里不显示体检。",
            en="You may say no; the record then shows no examination.",
        ),
    ),
    Text(
        kind=Kind.EPIDEMIC,
        version="2026-11-1",
        title=Words(zh="防疫健康信息授权书", en="Consent to epidemic health information"),
        recipient=Words(
            zh="本平台；您同意查看的人和您出示的门岗",
            en="This platform; whoever you let look, and the gates that you show it to",
        ),
        purpose=Words(
            zh="防疫令生效期间，每天申报一次健康情况，让您能进小区、进家门做工。",
            en="While an order is in force: to declare your health once a day, so that you may"
            " enter compounds and homes for work.",
        ),
        kinds=Words(
            zh="体温；是否确诊、疑似或密切接触；14 天内到过的地方和国家；是否与病例同乘。"
            "卫生健康部门对您的答复单独保存。",
            en="Temperature; whether a confirmed or suspected case or a close contact; places and"
            " countries of 14 days; transport shared with a case. A health department's answer"
            " is kept apart.",
        ),
        how_long=Words(
            zh="按防疫令写明的天数保存，到期自动删除。授权随平台授权到期；撤回后马上删除。",
            en="For the days that the order names, then erased by itself. It ends with the"
            " platform's consent; withdrawn, what you declared is erased at once.",
        ),
        effect=Words(
            zh="您同意时，别人只看到“正常申报”“需要注意”或“未申报”和日期，看不到您填的内容。"
            "防疫令结束后，谁也看不到。",
            en="With your approval others see one word and its date, never what you filled in."
            " When the order is over nobody sees anything.",
        ),
        without=Words(
            zh="不同意也可以，平台就没有您的申报；进小区请按当地的其他办法。",
            en="You may say no; there is then no declaration here, and gates have other ways.",
        ),
    ),
    Text(
        kind=Kind.FIRM,
        version="2026-11-1",
        title=Words(zh="企业查看授权书", en="Letting your firm look"),
        recipient=Words(
            zh="您现在工作的这一家企业（名称写在本页，随授权登记），不能转给别人",
            en="The one firm you work for (named on this page and kept with your yes); nobody else",
        ),
        purpose=Words(
            zh="让企业按您的真实情况安排工作、向家庭推荐您。",
            en="So that the firm can give you fitting work and recommend you to families.",
        ),
        kinds=Words(
            zh="姓名、照片、部分身份证号、手机号；信用灯和原因；背景核查结论和日期；从业、培训、技能、"
            "保险；体检类别、结论和有效期。看不到住址、完整身份证号和化验数值。",
            en="Name, picture, masked ID number, phone; your light and why; the background"
            " conclusion and its date; work, training, skills, insurance; the exam's class,"
            " conclusion and validity. Never your address, whole ID number or measured values.",
        ),
        how_long=Words(
            zh="30 天，到期自动失效；您离开这家企业时马上失效；随时可以撤回。",
            en="30 days, then it ends by itself; at once when you leave the firm."
            " Take it back at any time.",
        ),
        effect=Words(
            zh="授权期间企业可以查看，每一次都记在“谁查过我”。背景核查和体检只有您另外授权过才会显示。",
            en="Meanwhile the firm may look, and each look stands under “Who looked”."
            " Background and examination show only if you agreed to those besides.",
        ),
        without=Words(
            zh="不同意也可以，企业看不到您的信用记录，不影响您在这里登记工作。",
            en="You may say no; the firm then does not see your record. You are still its worker.",
        ),
    ),
    Text(
        kind=Kind.LOCAL,
        version="2026-11-1",
        title=Words(zh="地方平台共享授权书", en="Consent to sharing with a local platform"),
        recipient=Words(
            zh="〔…〕（地方家政平台，由当地主管部门运营）",
            en="〔…〕 (a local platform, run by the department there)",
        ),
        purpose=Words(
            zh="让当地平台用上您在这里的记录，在当地办事不用再交一遍材料。",
            en="So that the local platform can use what stands here, and you need not hand it in"
            " again.",
        ),
        kinds=Words(
            zh="姓名、身份证号、身份是否核验；证书编号和是否有效；从业、培训、技能、保险；"
            "当地发给您的证书编号。不给照片、住址、电话、背景核查、体检和防疫信息。",
            en="Name, ID number, whether your identity is proven; your certificate's number and"
            " whether it is valid; work, training, skills, insurance; the number of the certificate"
            " that they gave you. Not your picture, address, phone, background check, health"
            " examination or epidemic information.",
        ),
        how_long=Words(
            zh="随平台授权到期（最长 30 天）。到期或撤回后对方不能再取，已取走的必须删除。",
            en="It ends with the platform's consent (30 days at most). Ended or taken back, they"
            " can fetch nothing more, and must erase what they fetched.",
        ),
        effect=Words(
            zh="〔…〕可以随时来取这些内容；每取一次，都记在“谁查过我”里。",
            en="〔…〕 may fetch this at any time; each time stands under “Who looked”.",
        ),
        without=Words(
            zh="不同意也可以，证书照常使用，只是当地平台取不到您的记录。",
            en="You may say no; your certificate works all the same, and they can fetch nothing.",
        ),
    ),
    Text(
        kind=Kind.SHOWCASE,
        version="2026-11-1",
        title=Words(zh="个人风采公开授权书", en="Consent to a public card"),
        recipient=Words(
            zh="所有人：不用登录就能看到、搜到；您工作的企业可以拿去推荐",
            en="Everybody: seen and found without signing in; your firm may recommend you by it",
        ),
        purpose=Words(
            zh="让正在找家政的家庭找到您。",
            en="So that families who look for help can find you.",
        ),
        kinds=Words(
            zh="只有您在个人风采里勾选的：称呼、照片、工种、地区、从业、培训和技能、体检类别、信用灯颜色，"
            "您自己写的话；另外只写“证书有效”。没有电话、住址、身份证号、背景核查和任何原因。",
            en="Only what you ticked for your card: name, photo, trades, region, work, training and"
            " skills, the examination's class, your light's colour, words of your own; and that"
            " your certificate is valid. No phone, address, ID number, background or reason.",
        ),
        how_long=Words(
            zh="随平台授权到期（最长 30 天），续期时一起续。随时可以一键撤下。",
            en="It ends with the platform's consent (30 days at most) and is renewed with it."
            " One tap takes it down at any time.",
        ),
        effect=Words(
            zh="卡片随记录马上变化。撤下后这里谁也看不到、搜不到；别人已经截图的，平台收不回来。"
            "要看信用记录的人，还是每次都先问您。",
            en="The card follows your record at once. Taken down, nobody sees or finds it here; a"
            " picture that somebody took of it cannot be called back. Whoever wants to see your"
            " record still asks you first, each time.",
        ),
        without=Words(
            zh="不同意也可以，证书照常使用，只是别人搜不到您。",
            en="You may say no; your certificate works all the same, and you are not found.",
        ),
    ),
)


def text_of(kind: Kind, version: str) -> Text:
    """One version of one sheet; KeyError for one that never was."""
    for text in TEXTS:
        if text.kind is kind and text.version == version:
            return text
    raise KeyError(f"{kind} {version}")
