"""Every act of the product, in one list."""

from enum import Enum

from jiaxin.ground.words import Words


class Action(Enum):
    """One act: its permanent name, whether its line must name whom it was about, its wording."""

    CODE_REQUEST = ("identity.request_code", False, "索取验证码", "Ask for a sign-in code")
    SIGN_IN = ("identity.sign_in", False, "登录", "Sign in")
    SIGN_OUT = ("identity.sign_out", False, "退出登录", "Sign out")
    PIN_SET = ("identity.set_pin", True, "设置办事密码", "Set a PIN")
    PASSKEY_BEGIN = ("identity.begin_passkey", True, "准备登记设备", "Prepare a passkey")
    PASSKEY_ADD = ("identity.add_passkey", True, "登记设备", "Add a passkey")
    STAFF_ENTER = ("identity.enter", True, "验证工作账号密码", "Give a staff password")
    STAFF_PROVE = ("identity.prove_factor", True, "验证第二因素", "Give a second factor")
    STAFF_SET_UP = ("identity.set_up", True, "首次设置账号", "Set up a staff account")
    STAFF_PASSWORD = ("identity.change_password", True, "修改密码", "Change one's password")
    STAFF_FACTORS = ("identity.change_factors", True, "更改第二因素", "Change one's factors")
    STAFF_FRESH = ("identity.prove_again", True, "再次验证本人", "Show again that it is oneself")
    SIGN_IN_END = ("identity.end_sign_in", True, "结束自己的登录", "End one of one's sign-ins")
    STAFF_CLOSE = ("identity.close_account", True, "停用工作账号", "Close a staff account")
    STAFF_RESET = ("identity.reset_account", True, "重置工作账号", "Reset a staff account")
    STAFF_END = ("identity.end_sign_ins", True, "结束他人的登录", "End somebody's sign-ins")
    STAFF_OPEN = ("identity.open_account", True, "开通工作账号", "Open a staff account")
    CONSENT_GRANT = ("consent.grant", True, "授权", "Give consent")
    CONSENT_RENEW = ("consent.renew", True, "续期授权", "Renew consents")
    CONSENT_WITHDRAW = ("consent.withdraw", True, "撤回授权", "Withdraw consent")
    CARD_SHOW = ("enrolment.show_card", True, "提交身份证照片", "Show the ID card")
    CARD_SETTLE = ("enrolment.settle_card", True, "登记读卡结果", "Take in the card reading")
    DETAILS_CONFIRM = ("enrolment.confirm", True, "确认身份信息", "Confirm identity details")
    COMPARE_SETTLE = ("enrolment.settle_compare", True, "登记核验结果", "Take in the comparison")
    ENROLMENT_FINISH = ("enrolment.finish", True, "完成实名", "Finish real-name proof")
    BACKGROUND_ADMIT = ("records.admit_background", True, "登记背景核查结果", "Take in the answer")
    FACT_ENTER = ("records.enter", True, "填写记录项", "Enter a fact herself")
    FACT_WITHDRAW = ("records.withdraw", True, "撤回自填的记录项", "Take back her own entry")
    FACT_ANSWER = ("records.answer", True, "确认或不认可记录项", "Confirm or reject a fact")
    PRESENCE_BEGIN = ("presence.begin", True, "开始本人验证", "Begin a presence check")
    PRESENCE_FACE = ("presence.face", True, "人脸核对", "Compare a face")
    PRESENCE_SETTLE = ("presence.settle", True, "登记本人验证结果", "Take in a presence check")
    CODE_SHOW = ("certificates.show_code", True, "出示短码", "Show a short code")
    CERTIFICATE_RESOLVE = ("certificates.resolve", False, "查验证书", "Check a certificate")
    QUERY_ASK = ("queries.ask", True, "请求查看", "Ask to see a record")
    QUERY_NOTICE = ("queries.notice", True, "收到请求", "See a request")
    QUERY_APPROVE = ("queries.approve", True, "同意查看", "Approve a request")
    QUERY_DECLINE = ("queries.decline", True, "拒绝查看", "Decline a request")
    QUERY_OPEN = ("queries.open_report", True, "查看信用记录", "Look at a record")
    QUERY_BLOCK = ("queries.block", True, "拉黑查看人", "Block an asker")
    QUERY_END = ("queries.end", True, "结束查看", "End a look")
    VETTING_SAY = ("vetting.say", True, "申辩和补充材料", "Speak for herself")
    VETTING_APPEAL = ("vetting.appeal", True, "申诉", "Appeal")
    VETTING_TAKE = ("vetting.take", True, "领取或退回案子", "Take or hand back a case")
    VETTING_OPEN = ("vetting.open_file", True, "打开案卷", "Open a case")
    VETTING_OPINE = ("vetting.opine", True, "提出核实意见", "Give an opinion")
    VETTING_AGE = ("vetting.review_finding", True, "到期复查", "Have a finding looked at again")
    COMPARISON_BEGIN = ("comparisons.begin", False, "开始每日比对", "Begin or go on comparing")
    COMPARISON_ASK = ("comparisons.ask", False, "比对一批", "Ask about a slice")
    COMPARISON_CHANGE = ("comparisons.change", True, "比对结果有变", "Take in a changed answer")
    COMPARISON_SETTLE = ("comparisons.settle", False, "登记一批比对", "Settle a slice")
    COMPARISON_PAUSE = ("comparisons.pause", False, "比对暂停", "Wait for a silent source")
    COMPARISON_END = ("comparisons.end", False, "完成每日比对", "Finish a comparison")
    MESSAGE_WRITE = ("notices.write", False, "生成短信", "Write a message")
    MESSAGE_SETTLE = ("notices.settle", False, "登记短信结果", "Take in a delivery")
    EXAM_TABLES_LOAD = ("health.load_tables", False, "载入体检项目表", "Load examination tables")
    TRAIL_EXPORT = ("audit.export", False, "导出留痕", "Export the trail")
    TRAIL_DROP = ("audit.drop_months", False, "清理满五年的留痕", "Drop old trail months")

    def __init__(self, code: str, needs_subject: bool, zh: str, en: str) -> None:
        self.code = code
        self.needs_subject = needs_subject
        self.words = Words(zh=zh, en=en)
