"""What only the worker's pages say: the steps of her enrolment, and what a withdrawal does."""

from dataclasses import dataclass

from jiaxin.flows.enrolment.rules import Step
from jiaxin.flows.presence.rules import Use
from jiaxin.ground.words import Words
from jiaxin.trust.consent.rules import Kind


@dataclass(frozen=True, slots=True)
class StepWords:
    """One step as the home page offers it."""

    number: int
    name: Words
    why: Words
    act: Words


STEPS = {
    Step.AGREE: StepWords(
        number=1,
        name=Words(zh="看授权书", en="Read the consent sheet"),
        why=Words(
            zh="先看清楚用您的哪些信息、做什么用。您同意以后才开始办。",
            en="See first what is used, and what for. Nothing begins before you agree.",
        ),
        act=Words(zh="开始办理证书", en="Get my certificate"),
    ),
    Step.CARD: StepWords(
        number=2,
        name=Words(zh="拍身份证", en="Photograph your ID card"),
        why=Words(
            zh="拍正反两面，自动填写，不用打字。", en="Both sides; the details fill themselves in."
        ),
        act=Words(zh="去拍身份证", en="Photograph the card"),
    ),
    Step.CONFIRM: StepWords(
        number=3,
        name=Words(zh="核对信息", en="Check the details"),
        why=Words(zh="看看识别得对不对，错了可以改。", en="See whether all was read rightly."),
        act=Words(zh="去核对", en="Check them"),
    ),
    Step.COMPARE: StepWords(
        number=4,
        name=Words(zh="公安比对", en="Comparison with the police source"),
        why=Words(
            zh="姓名和身份证号正在与公安数据源比对。",
            en="Your name and number are compared with the police source.",
        ),
        act=Words(zh="看比对结果", en="See the result"),
    ),
    Step.PROVE: StepWords(
        number=5,
        name=Words(zh="确认是您本人", en="Show that it is you"),
        why=Words(
            zh="刷脸、手机解锁、密码加短信，任选一种。",
            en="By face, by your phone's lock, or by PIN and text message: as you like.",
        ),
        act=Words(zh="去确认", en="Show that it is me"),
    ),
}
LAST_STEP = 5

# What is done once she has shown that it is she.
DOING = {
    Use.EXPORT: Words(
        zh="导出您的全部记录（含完整证件号）",
        en="Make a copy of your whole record, ID number and all",
    ),
    Use.DELETE: Words(zh="删除您的全部记录", en="Delete your whole record"),
}

WITHDRAWN = {
    Kind.PLATFORM: (
        Words(
            zh="您的证书马上失效，二维码不能再用。",
            en="Your certificate is void at once; its code no longer works.",
        ),
        Words(
            zh="正在看您记录的人马上看不到了。",
            en="Whoever is looking at your record stops seeing it at once.",
        ),
        Words(
            zh="记录停止更新；人脸、背景、体检、防疫的授权一起结束。",
            en="The record stops; the consents to face, background and health end with it.",
        ),
        Words(zh="以后随时可以重新授权。", en="You may agree again at any time."),
    ),
    Kind.FACE: (
        Words(
            zh="不能再用刷脸确认，可以用手机解锁，或办事密码加短信。",
            en="Your face is compared no more; use your phone's lock, or PIN and text message.",
        ),
        Words(zh="证书照常有效。", en="Your certificate stays valid."),
    ),
    Kind.BACKGROUND: (
        Words(
            zh="今天起不再比对，别人看到的是“未核查”，灯会变灰。",
            en="No more comparison from today: viewers see “not checked yet” and a grey light.",
        ),
        Words(zh="证书照常有效。", en="Your certificate stays valid."),
    ),
    Kind.EPIDEMIC: (
        Words(
            zh="您申报过的内容马上删除，别人不再看到。",
            en="What you declared is erased at once, and nobody sees it any more.",
        ),
        Words(zh="证书照常有效。", en="Your certificate stays valid."),
    ),
    Kind.FIRM: (
        Words(
            zh="这家企业马上看不到您的记录，正在看的也会关上。",
            en="The firm sees your record no more; a look that is open closes at once.",
        ),
        Words(
            zh="您还是这家企业的员工，证书照常有效。",
            en="You still work there; your certificate stays valid.",
        ),
    ),
    Kind.LOCAL: (
        Words(
            zh="这个地方平台马上取不到您的记录，已经取走的必须删除。",
            en="This platform can fetch nothing more, and must erase what it fetched.",
        ),
        Words(zh="证书照常有效。", en="Your certificate stays valid."),
    ),
    Kind.SHOWCASE: (
        Words(
            zh="您的个人风采马上撤下，谁也看不到、搜不到；内容还留在您自己这里。",
            en="Your card is taken down at once; nobody sees or finds it. What you wrote stays"
            " with you.",
        ),
        Words(zh="证书照常有效。", en="Your certificate stays valid."),
    ),
    Kind.HEALTH: (
        Words(zh="别人不再看到您的体检结论。", en="Viewers no longer see your examination."),
        Words(zh="证书照常有效。", en="Your certificate stays valid."),
    ),
}
