"""Refusals of orders and declarations."""

from typing import Any

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words


class NoOrder(Refusal):
    """No order is in force for that region, so nothing is asked and nothing is shown."""

    code = "epidemic.no_order"
    status = 404
    says = Words(
        zh="现在没有生效的防疫令，不用申报。", en="No order is in force; nothing is declared."
    )
    do = Words(zh="不用做什么。", en="There is nothing to do.")


class ImpossibleTemperature(Refusal):
    """A thermometer does not say that."""

    code = "epidemic.temperature"
    status = 422
    says = Words(
        zh="体温应当在 34.0 到 43.0 度之间。", en="A temperature lies between 34.0 and 43.0 °C."
    )
    do = Words(zh="请重新量一下，例如填 36.5。", en="Please measure it again; write it like 36.5.")


class UnknownPlace(Refusal):
    """No division of the country has that name."""

    code = "epidemic.place"
    status = 422
    says = Words(zh="没有找到这个地方。", en="This place was not found.")
    do = Words(
        zh="请写省、市或区县的名字，例如“杭州市”。",
        en="Write a province, city or county by its Chinese name.",
    )


class SeveralPlaces(Refusal):
    """Several divisions have that name. The context's `which` are their full names."""

    code = "epidemic.several_places"
    status = 422
    says = Words(zh="有好几个地方叫这个名字。", en="Several places have this name.")
    do = Words(
        zh="请写全名，例如“北京市朝阳区”。", en="Write it in full, the wider division first."
    )

    def __init__(self, **context: Any) -> None:
        super().__init__(**context)
        if which := context.get("which"):
            self.do = Words(  # type: ignore[misc]  # this one knows which
                zh=f"请写全名：{'、'.join(which)}。", en=f"Write it in full: {', '.join(which)}."
            )


class UnknownCountry(Refusal):
    """No country or region of ISO 3166 has that name."""

    code = "epidemic.country"
    status = 422
    says = Words(zh="没有找到这个国家或地区。", en="This country was not found.")
    do = Words(
        zh="请从列表里选；香港、澳门、台湾填在“去过的地方”。",
        en="Choose from the list; Hong Kong, Macao and Taiwan go under places.",
    )


class ImpossibleAnswers(Refusal):
    """Answers that no page offers."""

    code = "epidemic.answers"
    status = 422
    says = Words(zh="申报内容有误，没有保存。", en="The answers are not right; nothing was kept.")
    do = Words(zh="请检查后再提交。", en="Please check them and send them again.")


class BadOrder(Refusal):
    """An order that cannot be. The context's `faults` say what is wrong."""

    code = "epidemic.bad_order"
    status = 422
    says = Words(zh="防疫令有几处不对，没有开通。", en="The order has faults; it was not opened.")
    do = Words(zh="请改好标出的各项再提交。", en="Correct what is marked, then send it again.")


class OrderIsOver(Refusal):
    """It has ended, or was closed, already."""

    code = "epidemic.order_over"
    status = 409
    says = Words(zh="这份防疫令已经结束了。", en="This order is over already.")
    do = Words(zh="不用再做什么。", en="There is nothing left to do.")


class NotYourRegion(Refusal):
    """An officer acts in her region and below it."""

    code = "epidemic.not_your_region"
    status = 403
    says = Words(
        zh="您只能办理本地区及下级地区的防疫令。",
        en="You may act for your own region and what lies in it.",
    )
    do = Words(zh="请由当地或上级部门办理。", en="Ask the department of that region.")


class NumberTaken(Refusal):
    """An order with this number and issuer is there already."""

    code = "epidemic.number_taken"
    status = 409
    says = Words(zh="这个发文字号已经登记过了。", en="An order with this number is there already.")
    do = Words(zh="请核对发文字号。", en="Please check the number.")
