"""What may be amiss in a cell, told apart, each with what to do; and what was read all the same."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from jiaxin.ground.words import Words


class CellFault(StrEnum):
    """Why a row cannot be taken."""

    MISSING = "missing"
    FORMULA = "formula"
    BROKEN = "formula_error"
    MERGED = "merged"
    ROUNDED = "number_rounded"
    NUMBER_LENGTH = "number_length"
    NUMBER_OLD = "number_old"
    NUMBER_CHARACTERS = "number_characters"
    NUMBER_BIRTHDAY = "number_birthday"
    NUMBER_REGION = "number_region"
    NUMBER_CHECK = "number_check"
    TOO_YOUNG = "too_young"
    NAME = "name_characters"
    NAME_LENGTH = "name_length"
    MARKUP = "markup"
    PHONE = "phone"
    CODE_FORM = "credit_code_form"
    CODE_CHECK = "credit_code_check"
    CODE_OTHER = "credit_code_other"
    DAY = "day"
    DAY_COUNT = "day_count"
    DAY_FUTURE = "day_future"
    DAY_ORDER = "day_order"
    WORD = "word"
    WHOLE = "whole_number"
    CHARACTERS = "characters"
    LONG = "long"
    WIDE = "wide"
    REPEATED = "repeated"


class CellNote(StrEnum):
    """What was written otherwise, and read all the same."""

    NARROWED = "narrowed"
    SPACES = "spaces"
    APOSTROPHE = "apostrophe"
    COUNTED = "counted"


class Amiss(NamedTuple):
    """One fault and the column it lies in. Never a value."""

    column: int
    code: CellFault


class Noted(NamedTuple):
    """One note and the column it is about."""

    column: int
    code: CellNote


@dataclass(frozen=True, slots=True)
class Told:
    """How a fault is told: what it is, and what to do."""

    says: Words
    do: Words


def _told(zh: str, en: str, do_zh: str, do_en: str) -> Told:
    return Told(Words(zh=zh, en=en), Words(zh=do_zh, en=do_en))


_COMPARE = ("请对照证件逐位核对。", "Compare it with the card, digit by digit.")
_FILL = ("请补填。", "Fill it in.")
_LICENCE = (
    "请对照营业执照核对，或把这一列留空。",
    "Compare it with the licence, or leave it empty.",
)
_DAY = ("请写成 2026-11-25 的样子。", "Write it like 2026-11-25.")

TOLD: dict[CellFault, Told] = {
    CellFault.MISSING: _told("没有填写。", "It is empty.", *_FILL),
    CellFault.FORMULA: _told(
        "是公式，公式不会被计算。",
        "It is a formula; formulas are not worked out.",
        "请复制这一列，再“选择性粘贴—数值”。",
        "Copy the column and paste it back as values.",
    ),
    CellFault.BROKEN: _told(
        "公式出错了（例如 #N/A）。",
        "A formula has failed here (#N/A or the like).",
        "请填上实际内容。",
        "Enter what it should say.",
    ),
    CellFault.MERGED: _told(
        "是合并单元格，分不清内容属于哪一行。",
        "It lies in merged cells: which row it belongs to cannot be told.",
        "请取消合并，每行各填一格。",
        "Unmerge the cells and fill each row by itself.",
    ),
    CellFault.ROUNDED: _told(
        "证件号码被表格软件当成了数字（如 1.10101E+17），后几位已经丢失。",
        "The spreadsheet took the ID number for a number (1.10101E+17); its last digits are lost.",
        "请先把这一列设为“文本”格式，再重新填写号码。",
        "Set the column's format to text, then enter the number again.",
    ),
    CellFault.NUMBER_LENGTH: _told(
        "证件号码不是 18 位。", "The ID number has not 18 characters.", *_COMPARE
    ),
    CellFault.NUMBER_OLD: _told(
        "是 15 位的旧号码。",
        "It is an old number with 15 characters.",
        "请填写新证件上的 18 位号码。",
        "Enter the 18 characters on a current card.",
    ),
    CellFault.NUMBER_CHARACTERS: _told(
        "证件号码里有数字以外的字符（只有最后一位可以是 X）。",
        "The ID number has other characters than digits (only the last may be X).",
        *_COMPARE,
    ),
    CellFault.NUMBER_BIRTHDAY: _told(
        "号码里的出生日期（第 7 到 14 位）不对。",
        "The date of birth in the number (digits 7 to 14) is wrong.",
        *_COMPARE,
    ),
    CellFault.NUMBER_REGION: _told(
        "号码开头的地区代码从来没有使用过。",
        "The region code at the start of the number was never in use.",
        *_COMPARE,
    ),
    CellFault.NUMBER_CHECK: _told(
        "校验位不对：有一位填错了，或两位写颠倒了。",
        "The check digit is wrong: one digit is wrong, or two are swapped.",
        *_COMPARE,
    ),
    CellFault.TOO_YOUNG: _told(
        "这个人不满 16 周岁，不得招用。",
        "This person is under 16 and may not be employed.",
        "如果是号码填错了，请更正；否则请删去这一行。",
        "If the number is wrong, mend it; else take the row out.",
    ),
    CellFault.NAME: _told(
        "姓名里有不能使用的符号。",
        "The name has characters that no name on a card has.",
        "可以用汉字、外文字母和间隔号“·”。",
        "Chinese characters, Latin letters and the middle dot · may be used.",
    ),
    CellFault.NAME_LENGTH: _told(
        "姓名超过 50 个字。",
        "The name has more than 50 characters.",
        "请按证件上的姓名填写。",
        "Enter the name as it is on the card.",
    ),
    CellFault.MARKUP: _told(
        "有网页代码（< > 之类的符号）。",
        "There is web page code in it (signs such as < and >).",
        "请只保留文字。",
        "Keep the words only.",
    ),
    CellFault.PHONE: _told(
        "手机号码不正确。",
        "This is no mobile number.",
        "内地手机号填 11 位；其他地区请以“+”和地区号开头。不需要可以留空。",
        "11 digits for mainland mobiles; others begin with + and the country code; or nothing.",
    ),
    CellFault.CODE_FORM: _told(
        "统一社会信用代码应当是 18 位数字和大写字母，不含 I、O、S、V、Z。",
        "A credit code has 18 digits and capitals, without I, O, S, V and Z.",
        *_LICENCE,
    ),
    CellFault.CODE_CHECK: _told(
        "统一社会信用代码校验不通过，可能有一位填错了。",
        "The credit code does not add up: one character is wrong.",
        *_LICENCE,
    ),
    CellFault.CODE_OTHER: _told(
        "是另一家企业的信用代码。",
        "It is another firm's credit code.",
        "只能导入本企业的人员；请更正，或把这一列留空。",
        "Only your own staff can be imported; mend it, or leave it empty.",
    ),
    CellFault.DAY: _told("日期看不懂。", "The day cannot be read.", *_DAY),
    CellFault.DAY_COUNT: _told(
        "日期变成了一个数字（表格软件的天数），分不清从 1900 年还是 1904 年算起。",
        "The day became a number (a spreadsheet's count): from 1900 or from 1904 cannot be told.",
        *_DAY,
    ),
    CellFault.DAY_FUTURE: _told(
        "日期还没有到。",
        "The day is still to come.",
        "请填写已经发生的日期。",
        "Enter a day that has been.",
    ),
    CellFault.DAY_ORDER: _told(
        "到期日期早于生效日期。",
        "The last day is before the first.",
        "请核对两个日期。",
        "Compare the two days.",
    ),
    CellFault.WORD: _told(
        "不是可以选用的词。",
        "It is none of the words that can be used.",
        "可用的词见上传页面的“每一列怎么填”。",
        "The page for uploading lists the words: How to fill in each column.",
    ),
    CellFault.WHOLE: _told(
        "应当是 1 到 5000 的整数。",
        "It should be a whole number, 1 to 5000.",
        "请只填数字。",
        "Digits only.",
    ),
    CellFault.CHARACTERS: _told(
        "有看不见的控制字符，或不能使用的内容。",
        "There are unseen control characters, or what cannot be used.",
        "请重新输入这一格。",
        "Type the cell anew.",
    ),
    CellFault.LONG: _told("内容太长。", "It is too long.", "请写短一些。", "Make it shorter."),
    CellFault.WIDE: _told(
        "这一行超过 64 列。",
        "The row has more than 64 columns.",
        "请删去右边多余的列。",
        "Delete the columns on the right that are not needed.",
    ),
    CellFault.REPEATED: _told(
        "这个人在表里已经出现过，后面这一行不再导入。",
        "This person stands in the list already; the later row is not imported.",
        "请只保留一行；两行内容不同的，请合成一行。",
        "Keep one row; where the two differ, make one of them.",
    ),
}

NOTES: dict[CellNote, Words] = {
    CellNote.NARROWED: Words(
        zh="全角字符，已按半角读取", en="full-width characters, read as narrow"
    ),
    CellNote.SPACES: Words(zh="中间有空格，已略去", en="spaces inside, left out"),
    CellNote.APOSTROPHE: Words(
        zh="前面有单引号或文本标记，已略去", en="an apostrophe or text mark in front, left out"
    ),
    CellNote.COUNTED: Words(
        zh="日期存成了数字，已按表格的日期设置读取",
        en="days kept as numbers, read by the workbook's own setting",
    ),
}
