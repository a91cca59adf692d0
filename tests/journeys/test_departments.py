"""The police source answers in five ways, each with its own page; another try mends what can be."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import MakeWorker
from tests.journeys.people import shoot

FAULTS = [
    ("mismatch", "mismatch", "姓名和身份证号对不上"),
    ("unknown", "unknown", "没有查到这个号码"),
    ("error_500", "unanswered", "暂时没有答复"),
    ("wrong_signature", "untrusted", "没有通过安全校验"),
]


def test_each_answer_has_its_own_page_and_a_match_mends_it(worker: MakeWorker) -> None:
    lin = worker(camera=False)
    lin.begin()
    for fault, outcome, words in FAULTS:
        with lin.outside.fault(fault, service="real-name", number=lin.card.number):
            if fault == FAULTS[0][0]:
                lin.type_details()
            else:
                lin.send("compare-again")
            lin.has(f"#outcome[data-outcome={outcome}]")
            lin.sees(words)
            shoot(lin.page, f"departments/{fault}")

    lin.send("compare-again")
    lin.has("form#ways")
    lin.choose("pin")
    lin.by_pin()
    lin.finish()


def test_a_source_that_never_answers_is_waited_for_and_asked_again(worker: MakeWorker) -> None:
    lin = worker(camera=False)
    lin.begin()
    with lin.outside.fault("timeout", service="real-name", number=lin.card.number):
        lin.type_details()
        lin.sees("正在与公安数据源比对")
        shoot(lin.page, "departments/waiting")
        lin.has("#outcome[data-outcome=unanswered]")
    lin.send("compare-again")
    lin.has("form#ways")


@pytest.mark.parametrize(("fault", "word"), [("being_verified", "待核实"), ("error_500", "未核查")])
def test_a_background_answer_that_is_not_plain_makes_the_light_grey(
    worker: MakeWorker, fault: str, word: str
) -> None:
    lin = worker(camera=False)
    lin.begin()
    lin.type_details()
    lin.choose("pin")
    lin.by_pin()
    with lin.outside.fault(fault, service="background", number=lin.card.number):
        lin.agree()
        lin.sees("灰灯")
        lin.go_until("/worker/record/", "#background", word)
        expect(lin.page.locator("#main")).not_to_contain_text("绿灯")
    shoot(lin.page, f"departments/background-{fault}")
