"""The ledger of yearly checks on paper: who works with minors, what was checked, what is due."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from jiaxin.facts.firms.reads import OwnFirm
from jiaxin.flows.engagements.ledger import Done, Entry
from jiaxin.ground import clock
from jiaxin.ground.ids import short_of
from jiaxin.ground.words import Words
from jiaxin.portals.parts import wording
from jiaxin.portals.parts.paper import drawing
from jiaxin.portals.parts.paper.drawing import Block, Heading, Pairs, Says, Story, Table
from jiaxin.portals.parts.templatetags.parts import day, moment


def drawn(
    firm: OwnFirm, year: int, entries: list[Entry], done: list[Done], *, by: str, language: str
) -> bytes:
    """The PDF."""
    told = _Told(language)
    return drawing.draw(
        Story(
            title=told.say(
                f"涉未成年人岗位背景核查台账（{year} 年）",
                f"Ledger of background checks, work with minors, {year}",
            ),
            under=told.say(
                f"{firm.name}，生成于 {moment(clock.now())}（北京时间）",
                f"{firm.name}, drawn up on {moment(clock.now())} (China time)",
            ),
            language=language,
            address=f"{settings.PUBLIC_URL}{reverse('public:export_check')}",
            scan=told.say(
                "扫右边的码，把这份 PDF 传上去，可以核对它是不是本平台生成的、有没有被改过：",
                "Scan the code and upload this PDF to see whether it was made here, unaltered:",
            ),
            foot=told.say(
                f"{firm.name} {firm.code}，含个人信息，仅供检查和留档。",
                f"{firm.name} {firm.code}. Holds personal information; for inspection and filing.",
            ),
            blocks=list(told.blocks(firm, entries, done, by)),
        )
    )


class _Told:
    """What stands on it, in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def say(self, zh: str, en: str) -> str:
        return Words(zh=zh, en=en).in_(self._language)

    def blocks(
        self, firm: OwnFirm, entries: list[Entry], done: list[Done], by: str
    ) -> Iterator[Block]:
        yield Pairs(
            [
                (self.say("企业", "Firm"), firm.name),
                (self.say("信用代码", "Credit code"), firm.code),
                (self.say("制表人", "Drawn up by"), by),
                (self.say("在岗人数", "At work now"), str(len(entries))),
                (self.say("本年核查", "Checks this year"), str(len(done))),
            ]
        )
        yield Says(
            self.say(
                "依据《未成年人保护法》第六十二条：录用前和每年核查一次。“结论”是本人授权范围内的背景核查"
                "结论，不含案情；每次核查都在平台留痕，本人看得到。",
                "Minors-protection law, article 62: before work begins, and each year. The "
                "conclusion is the background answer that she authorises, never a case; each check "
                "is in the trail and on her page.",
            ),
            quiet=True,
        )
        yield from self._at_work(entries)
        yield from self._done(done)

    def _at_work(self, entries: list[Entry]) -> Iterator[Block]:
        yield Heading(self.say("现在在岗的", "At work now"))
        if not entries:
            yield Says(self.say("没有登记为涉及未成年人的岗位。", "Nobody’s work is noted so."))
            return
        head = [
            *(self.say("编号", "No."), self.say("姓名", "Name"), self.say("工种", "Trade")),
            *(self.say("上次核查", "Last check"), self.say("结论", "Conclusion")),
            *(self.say("下次不晚于", "Next by"), self.say("状态", "State")),
        ]
        yield Table(head, [self._entry(one) for one in entries], (13, 14, 15, 18, 15, 15, 14))

    def _entry(self, one: Entry) -> list[str]:
        return [
            short_of(one.row.id),
            one.row.called,
            wording.worded(one.row.trade).in_(self._language),
            moment(one.at) or "–",
            wording.worded(one.word).in_(self._language) if one.word else "–",
            day(one.due_at) or self.say("现在", "now"),
            wording.worded(one.state).in_(self._language),
        ]

    def _done(self, done: list[Done]) -> Iterator[Block]:
        yield Heading(self.say("本年做过的核查", "Checks of this year"))
        if not done:
            yield Says(self.say("本年还没有核查。", "None this year so far."))
            return
        head = [
            *(self.say("核查时间", "Checked"), self.say("编号", "No."), self.say("姓名", "Name")),
            *(self.say("结论", "Conclusion"), self.say("来源答复时间", "Source answered")),
            self.say("核查人", "By"),
        ]
        yield Table(head, [self._check(one) for one in done], (18, 13, 18, 15, 18, 24))
        if any(one.left_at for one in done):
            yield Says(
                self.say(
                    "已离职的人只保留编号、核查时间和核查人，姓名和结论不再显示。",
                    "Of whoever has left, number, time and checker remain; no name or conclusion.",
                ),
                quiet=True,
            )

    def _check(self, one: Done) -> list[str]:
        left = self.say(f"{day(one.left_at)} 离职", f"left {day(one.left_at)}")
        at = datetime.fromisoformat(one.source_at) if one.source_at else None
        return [
            moment(one.at),
            short_of(one.engagement),
            left if one.left_at else one.called,
            wording.worded(one.word).in_(self._language) if one.word else "–",
            moment(at) or "–",
            one.by,
        ]
