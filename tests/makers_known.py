"""Lin, of whom everything is known that can be, and how each field is known on a page."""

from base64 import b64encode

from jiaxin.facts.records import kinds
from jiaxin.facts.records.rules import Came
from jiaxin.ground.id_numbers import mask
from jiaxin.ground.people import mask_name
from jiaxin.trust.access.actor import Actor
from jiaxin.trust.consent.rules import Kind
from tests import makers
from tests.makers_facts import EMPLOYMENT, EXAM, FIRM, TRAINING, arrives

NUMBER = makers.a_number()

# How each field would be known if it stood on a page.
MARKS: dict[tuple[str, str], str] = {
    ("identity", "name"): makers.NAME,
    ("identity", "name_masked"): mask_name(makers.NAME),
    ("identity", "portrait"): b64encode(makers.PORTRAIT).decode(),
    ("identity", "number_masked"): mask(NUMBER),
    ("identity", "number"): NUMBER,
    ("identity", "sex"): "女",
    ("identity", "age"): "岁",
    ("identity", "born"): "1979-03-14",
    ("identity", "address"): makers.ADDRESS,
    ("identity", "phone"): "138****8000",
    ("identity", "word"): "公安数据源一致",
    ("identity", "by"): "办事密码加短信",
    ("identity", "document"): "居民身份证",
    ("certificate", "valid"): "证书有效",
    ("light", "colour"): "绿灯",
    ("light", "reasons"): "身份已核验",
    ("background", "word"): "没有查到法律规定",
    ("background", "window"): "核查范围",
    ("background", "judged"): "核实的是",
    ("background", "until"): "结论有效至",
    ("employment", "firm"): EMPLOYMENT["firm"],
    ("employment", "trade"): "家务服务员",
    ("employment", "since"): "2022-03-01",
    ("employment", "until"): "2024-02-29",
    ("employment", "lives_in"): "住家",
    ("employment", "firm_code"): "91330106MA27XL0Q3N",
    ("training", "course"): "月子餐制作",
    ("training", "issuer"): "杭州家政培训学校",
    ("training", "on"): "2023-06-30",
    ("training", "hours"): "课时",
    ("training", "passed"): "考核通过",
    ("training", "certificate_no"): "PX-2023-7788",
    ("skill", "trade"): "母婴护理员",
    ("skill", "level"): "三级（高级工）",
    ("skill", "issuer"): "浙江家政职业技能评价中心",
    ("skill", "on"): "2023-08-15",
    ("skill", "certificate_no"): "2333010600123",
    ("exam", "exam_class"): "母婴照护体检",
    ("exam", "conclusion"): "<span>合格</span>",
    ("exam", "until"): "2027-05-31",
    ("exam", "on"): "2026-06-01",
    ("exam", "issuer"): "杭州市第九体检中心",
    ("exam", "report_no"): "TJ-2026-0001",
    ("exam", "signature"): "c2lnbmF0dXJl",
    ("insurance", "cover"): "意外险",
    ("insurance", "until"): "2026-12-31",
    ("insurance", "since"): "2026-01-01",
    ("insurance", "insurer"): "钱塘财产保险公司",
    ("insurance", "policy_no"): "PA-7001",
    ("local_number", "number"): "ZJ-330106-00017",
    ("local_number", "issuer"): "浙江省家政平台",
    ("local_number", "region"): "地区代码",
    ("local_number", "since"): "2026-01-05",
    ("local_number", "until"): "2029-01-04",
    ("reviews", "answers"): "待人和气吗",
    ("reviews", "words"): "孩子喜欢她",
    ("reviews", "her_answer"): "谢谢您家的信任",
    ("looks", "who"): "胡女士",
}


def everything_known(lin: Actor) -> Actor:
    """Each kind of fact comes in, with each of its fields."""
    makers.agree(lin, Kind.HEALTH)
    employed = {**EMPLOYMENT, "lives_in": True, "firm_code": FIRM.removeprefix("firm:")}
    trained = {**TRAINING, "course": "月子餐制作", "certificate_no": "PX-2023-7788"}
    arrives(lin, kinds.EMPLOYMENT, employed, source="another platform", came=Came.LOCAL)
    arrives(lin, kinds.TRAINING, trained, source="school", came=Came.BATCH)
    arrives(lin, kinds.SKILL, source="rating", came=Came.BATCH)
    arrives(
        lin,
        kinds.EXAM,
        {**EXAM, "signature": "c2lnbmF0dXJl"},
        source="hospital",
        came=Came.BATCH,
        signed_by=EXAM["issuer"],
    )
    arrives(lin, kinds.INSURANCE, source="insurer", came=Came.BATCH)
    given = {name: mark for (block, name), mark in MARKS.items() if block == kinds.LOCAL_NUMBER}
    given["region"] = "330106"
    arrives(lin, kinds.LOCAL_NUMBER, given, source="zhejiang", came=Came.LOCAL)
    return lin
