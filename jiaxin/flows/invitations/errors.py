"""Refusals of rosters and invitations."""

from jiaxin.ground.errors import Refusal
from jiaxin.ground.words import Words

_SAVE_ANEW = Words(
    zh="请用表格软件打开，另存为 .xlsx 或 CSV（UTF-8）后再上传。",
    en="Open it in a spreadsheet, save it as .xlsx or CSV (UTF-8), and upload it again.",
)


class BadSheet(Refusal):
    """The file as a whole cannot be read. Nothing of it was taken."""

    status = 422
    do = _SAVE_ANEW


class NotASheet(BadSheet):
    """Neither a workbook nor a table of text."""

    code = "invitations.not_a_sheet"
    says = Words(
        zh="这个文件不是 .xlsx 表格，也不是 CSV。", en="The file is neither .xlsx nor CSV."
    )


class OldWorkbook(BadSheet):
    """A workbook of before 2007, or one that a password closes."""

    code = "invitations.old_workbook"
    says = Words(
        zh="这是旧版 .xls 表格，或加了密码的表格。",
        en="This is an old .xls workbook, or one with a password.",
    )
    do = Words(
        zh="请去掉密码，另存为 .xlsx 后再上传。",
        en="Take the password off, save it as .xlsx, and upload it again.",
    )


class BrokenSheet(BadSheet):
    """It is cut short or damaged."""

    code = "invitations.broken_sheet"
    says = Words(zh="文件不完整或已损坏，没有读完。", en="The file is cut short or damaged.")


class UnknownEncoding(BadSheet):
    """Neither UTF-8 nor GB 18030."""

    code = "invitations.encoding"
    says = Words(
        zh="认不出这个 CSV 的文字编码。", en="The encoding of this CSV could not be made out."
    )


class TooLargeASheet(BadSheet):
    """More bytes, rows or cells than a roster has."""

    code = "invitations.too_large"
    status = 413
    says = Words(
        zh="文件太大：最多 100 MB、100 万行，解压后不超过 2 GB。",
        en="Too large: at most 100 MB and a million rows, and 2 GB once unpacked.",
    )
    do = Words(zh="请分成几个文件上传。", en="Please upload it in several files.")


class HostileSheet(BadSheet):
    """It packs far more than it shows, or refers to what lies outside it."""

    code = "invitations.hostile_sheet"
    says = Words(
        zh="文件里有表格不该有的内容，为安全起见没有打开。",
        en="The file has what no roster has; it was not opened, to be safe.",
    )


class NoHead(BadSheet):
    """No row of headings was found."""

    code = "invitations.no_head"
    says = Words(
        zh="没有找到表头（姓名、证件号码这一行）。",
        en="No row of headings was found (name, ID number, …).",
    )
    do = Words(
        zh="请在最前面加一行表头，可以先下载模板。",
        en="Put a row of headings first; the template shows how.",
    )


class NothingInside(BadSheet):
    """There is no row below the head."""

    code = "invitations.empty"
    says = Words(zh="表头下面没有内容。", en="There is nothing below the headings.")
    do = Words(zh="请填好名单再上传。", en="Fill the list in, then upload it.")


class TooManyFaults(BadSheet):
    """So many rows are amiss that it is one mistake made many times."""

    code = "invitations.too_many_faults"
    says = Words(
        zh="有问题的行超过 20000 行，检查已停下。",
        en="More than 20,000 rows are amiss; the check has stopped.",
    )
    do = Words(
        zh="多半是某一列整列有误：请看前面的原因，改好整列后重新上传。",
        en="Most likely one column is wrong throughout: see the reasons, mend it, upload it again.",
    )


class NoFile(BadSheet):
    """Nothing was chosen, or the file is empty."""

    code = "invitations.no_file"
    says = Words(zh="还没有选择文件，或文件是空的。", en="No file was chosen, or it is empty.")
    do = Words(zh="请选择 .xlsx 或 CSV 文件。", en="Choose an .xlsx or CSV file.")


def named(code: str) -> type[BadSheet] | None:
    """Why an import stopped, by the code that was kept."""
    return next((one for one in BadSheet.__subclasses__() if one.code == code), None)


class NotNow(Refusal):
    """The import is at another point than the page that was shown."""

    code = "invitations.not_now"
    status = 409
    says = Words(zh="这次导入已经不在这一步了。", en="This import is at another step by now.")
    do = Words(zh="请刷新页面，看它现在到哪一步。", en="Reload the page to see where it stands.")


class ColumnsMissing(Refusal):
    """A required column was not named, or one column was given two meanings."""

    code = "invitations.columns"
    status = 422
    says = Words(
        zh="姓名和证件号码两列必须选定，同一列不能选两次。",
        en="Name and ID number each need a column, and no column may serve twice.",
    )
    do = Words(zh="请重新选择各列。", en="Please choose the columns again.")


class InvitationOver(Refusal):
    """It is not hers, was answered, or its time is over: which of these is nobody's business."""

    code = "invitations.over"
    status = 404
    says = Words(zh="这份邀请已经不在了。", en="This invitation is no longer there.")
    do = Words(
        zh="需要时，请单位重新邀请您。", en="If you want it, ask the firm to invite you again."
    )


class NotYours(Refusal):
    """She has not proven who she is."""

    code = "invitations.not_proven"
    status = 403
    says = Words(
        zh="完成实名后才能看到给您的邀请。", en="Prove who you are first; then invitations show."
    )
    do = Words(zh="请先完成实名。", en="Please finish the real-name proof first.")
