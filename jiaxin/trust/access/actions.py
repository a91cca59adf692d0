"""Every act of the product, in one list."""

from enum import Enum

from jiaxin.ground.words import Words


class Action(Enum):
    """One act: its permanent name, whether its line must name whom it was about, its wording."""

    CODE_REQUEST = ("identity.request_code", False, "索取验证码", "Ask for a sign-in code")
    SIGN_IN = ("identity.sign_in", False, "登录", "Sign in")
    SIGN_OUT = ("identity.sign_out", False, "退出登录", "Sign out")
    SIGN_IN_KEY = (
        "identity.sign_in_key",
        True,
        "登记或移除免验证码登录",
        "Change sign-in by passkey",
    )
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
    STAFF_PROPOSE = ("identity.propose", True, "提出开通或重置", "Propose an account or a reset")
    STAFF_RELEASE = ("identity.release", True, "放行账号", "Release a proposed account")
    STAFF_TURN_DOWN = ("identity.turn_down", True, "不放行账号", "Turn a proposal down")
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
    FACT_TAKE = ("records.take_in", True, "收录一项记录", "Take in one fact")
    ENDINGS_ANNOUNCE = ("records.announce_endings", False, "提醒到期", "Tell what runs out")
    FACT_ANSWER = ("records.answer", True, "确认或不认可记录项", "Confirm or reject a fact")
    PRESENCE_BEGIN = ("presence.begin", True, "开始本人验证", "Begin a presence check")
    PRESENCE_FACE = ("presence.face", True, "人脸核对", "Compare a face")
    PRESENCE_SETTLE = ("presence.settle", True, "登记本人验证结果", "Take in a presence check")
    CODE_SHOW = ("certificates.show_code", True, "出示短码", "Show a short code")
    LINK_SHARE = ("certificates.share", True, "生成分享链接", "Make a share link")
    LINK_REVOKE = ("certificates.revoke_link", True, "作废分享链接", "Take a share link back")
    CARD_PRINT = ("certificates.print_card", True, "制作纸质证书卡", "Make a printed card")
    CARD_CANCEL = ("certificates.cancel_card", True, "停用纸质证书卡", "Cancel a printed card")
    LINK_OFFER = (
        "remote.offer_link",
        True,
        "请员工同意发分享链接",
        "Ask her to let a link be sent",
    )
    LINK_ANSWER = (
        "remote.answer_offer",
        True,
        "答复企业的分享链接",
        "Answer her firm about a link",
    )
    REPLY_CHOOSE = ("remote.choose", True, "开关短信答复", "Switch answering by message on or off")
    REPLY_PUT = ("remote.put", True, "用短信转达请求", "Put a request to her by message")
    REPLY_TAKE = ("remote.take_reply", False, "收到短信回复", "Take in a reply by message")
    REMOTE_HELP = ("remote.help", True, "在窗口协助答复", "Help somebody answer at a counter")
    CERTIFICATE_RESOLVE = ("certificates.resolve", False, "查验证书", "Check a certificate")
    SHOWCASE_WRITE = ("showcase.write", True, "填写个人风采", "Make one's public card")
    SHOWCASE_SEE = ("showcase.see", True, "查看个人风采", "Look at a public card")
    SHOWCASE_FIND = ("showcase.find", False, "查找个人风采", "Look for public cards")
    REVIEW_WRITE = ("reviews.write", True, "评价服务", "Review a service")
    REVIEW_TAKE_BACK = ("reviews.take_back", True, "撤回评价", "Take a review back")
    REVIEW_ANSWER = ("reviews.answer", True, "回应评价", "Answer a review")
    REVIEW_REPORT = ("reviews.report", True, "举报评价", "Report a review")
    REVIEW_OPEN = ("reviews.open_file", True, "查看待处理的评价", "Read a review to decide on it")
    REVIEW_DECIDE = ("reviews.decide", True, "处理评价", "Decide whether a review stays")
    QUERY_ASK = ("queries.ask", True, "请求查看", "Ask to see a record")
    QUERY_NOTICE = ("queries.notice", True, "收到请求", "See a request")
    QUERY_APPROVE = ("queries.approve", True, "同意查看", "Approve a request")
    QUERY_DECLINE = ("queries.decline", True, "拒绝查看", "Decline a request")
    QUERY_OPEN = ("queries.open_report", True, "查看信用记录", "Look at a record")
    QUERY_BLOCK = ("queries.block", True, "拉黑查看人", "Block an asker")
    QUERY_REPORT = ("queries.report", True, "举报查看人", "Report an asker")
    QUERY_END = ("queries.end", True, "结束查看", "End a look")
    ENGAGEMENT_INVITE = ("engagements.invite", True, "邀请入职", "Invite a worker")
    ENGAGEMENT_ACCEPT = ("engagements.accept", True, "确认入职", "Accept to work for a firm")
    ENGAGEMENT_DECLINE = ("engagements.decline", True, "谢绝入职邀请", "Decline an invitation")
    ENGAGEMENT_LEAVE = ("engagements.leave", True, "离职", "Leave a firm")
    ENGAGEMENT_RELEASE = ("engagements.release", True, "办理员工离职", "Release a worker")
    ENGAGEMENT_MARK = ("engagements.mark", True, "登记涉及未成年人岗位", "Note work with minors")
    AUTHORISATION_ASK = ("engagements.ask", True, "请员工授权", "Ask workers to authorise")
    AUTHORISATION_GIVE = ("engagements.authorise", True, "授权企业查看", "Let one's firm look")
    AUTHORISATION_REFUSE = ("engagements.refuse", True, "不同意企业查看", "Refuse one's firm")
    AUTHORISATION_TAKE_BACK = ("engagements.take_back", True, "撤回企业授权", "Take it back")
    AUTHORISATION_REMIND = ("engagements.remind", False, "提醒企业授权到期", "Tell what ends")
    STAFF_LOOK = ("engagements.look", True, "企业查看员工记录", "Look at one's worker")
    STAFF_SUPPLY = ("engagements.supply", True, "企业提供记录项", "Supply a fact of a worker")
    PLACEMENT_BEGIN = ("placements.begin", True, "登记服务", "Say that a service begins")
    PLACEMENT_ANSWER = ("placements.answer", True, "确认或不确认服务", "Confirm a service, or not")
    PLACEMENT_END = ("placements.end", True, "结束服务", "End a service")
    PLACEMENT_SETTLE = (
        "placements.settle",
        False,
        "服务到期处理",
        "Settle services past their time",
    )
    PLACEMENT_TELL = ("placements.tell", True, "告知证书失效", "Tell a family of a certificate")
    CLAIM_ASK = ("engagements.ask_to_confirm", True, "请企业确认从业经历", "Ask a firm to confirm")
    CLAIM_ANSWER = ("engagements.answer_claim", True, "企业确认从业经历", "Answer what she entered")
    MINORS_CHECK = (
        "engagements.check",
        True,
        "涉未成年人岗位年度核查",
        "Check for work with minors",
    )
    MINORS_PAPER = (
        "engagements.ledger_paper",
        True,
        "生成核查台账",
        "Draw up the ledger of checks",
    )
    MINORS_REMIND = ("engagements.remind_of_checks", False, "提醒年度核查", "Tell of checks due")
    VETTING_SAY = ("vetting.say", True, "申辩和补充材料", "Speak for herself")
    VETTING_APPEAL = ("vetting.appeal", True, "申诉", "Appeal")
    VETTING_TAKE = ("vetting.take", True, "领取或退回案子", "Take or hand back a case")
    VETTING_OPEN = ("vetting.open_file", True, "打开案卷", "Open a case")
    VETTING_OPINE = ("vetting.opine", True, "提出核实意见", "Give an opinion")
    VETTING_AGE = ("vetting.review_finding", True, "到期复查", "Have a finding looked at again")
    CORRECTION_FILE = ("corrections.file", True, "提出异议", "Say that a fact is wrong")
    CORRECTION_HELP = ("corrections.help", True, "代为提出异议", "File for somebody at a counter")
    CORRECTION_ADD = (
        "corrections.add",
        True,
        "补充材料或撤回异议",
        "Add to a correction, or end it",
    )
    CORRECTION_APPEAL = ("corrections.appeal", True, "对异议结果申诉", "Appeal against a dismissal")
    CORRECTION_TAKE = ("corrections.take", True, "领取或退回异议", "Take or hand back a correction")
    CORRECTION_OPEN = ("corrections.open_file", True, "查看异议", "Open a correction")
    CORRECTION_DECIDE = ("corrections.decide", True, "办理异议", "Decide a correction")
    CORRECTION_FORWARD = ("corrections.forward", True, "转送异议", "Forward a correction")
    CORRECTION_ANSWER = ("corrections.answer", True, "登记来源答复", "Take in a source's answer")
    CORRECTION_AGE = ("corrections.age", True, "异议到期处理", "Move on a correction that is late")
    CORRECTION_READ = ("corrections.note_read", False, "知悉更正", "Read that a fact was corrected")
    COMPLAINT_FILE = ("complaints.file", True, "投诉", "Complain")
    COMPLAINT_ADD = ("complaints.add", True, "补充材料或撤回投诉", "Add to a complaint, or end it")
    COMPLAINT_ANSWER = ("complaints.answer", True, "答复投诉", "Answer a complaint, or a proposal")
    COMPLAINT_MEDIATE = ("complaints.mediate", True, "调解投诉", "Propose how to settle it")
    COMPLAINT_TAKE = (
        "complaints.take",
        True,
        "领取、转办或退回投诉",
        "Take or hand on a complaint",
    )
    COMPLAINT_HELP = ("complaints.help", True, "代为投诉", "Complain for somebody at a counter")
    COMPLAINT_OPEN = ("complaints.open_file", True, "查看投诉", "Open a complaint")
    COMPLAINT_DECIDE = ("complaints.decide", True, "办理投诉", "Decide a complaint")
    COMPLAINT_AGE = ("complaints.age", True, "投诉到期处理", "Move on a complaint that is late")
    COMPARISON_BEGIN = ("comparisons.begin", False, "开始每日比对", "Begin or go on comparing")
    COMPARISON_ASK = ("comparisons.ask", False, "比对一批", "Ask about a slice")
    COMPARISON_CHANGE = ("comparisons.change", True, "比对结果有变", "Take in a changed answer")
    COMPARISON_SETTLE = ("comparisons.settle", False, "登记一批比对", "Settle a slice")
    COMPARISON_PAUSE = ("comparisons.pause", False, "比对暂停", "Wait for a silent source")
    COMPARISON_END = ("comparisons.end", False, "完成每日比对", "Finish a comparison")
    FIRM_TAKE_IN = ("firms.take_in", True, "登记企业信息", "Take in a fact of a firm")
    FIRM_PENALTY_END = ("firms.end_penalty", True, "停止公示处罚", "End a penalty's publication")
    JOINING_ASK = ("joining.ask", False, "申请开通企业端", "Ask to open a firm's desk")
    JOINING_OPEN = ("joining.open", True, "开通企业负责人账号", "Open a firm owner's account")
    JOINING_REPLACE = (
        "joining.replace",
        True,
        "申请更换企业负责人",
        "Ask to replace a firm's owner",
    )
    JOINING_TAKE_OVER = ("joining.take_over", True, "更换企业负责人", "Replace a firm's owner")
    JOINING_OBJECT = ("joining.object", True, "不同意更换负责人", "Object to being replaced")
    FIRM_PHONE_KEEP = (
        "joining.phone",
        True,
        "登记企业联系手机",
        "Choose where a firm is written to",
    )
    FILING_WRITE = ("filings.write", True, "填写企业申报", "Write a filing")
    FILING_SUBMIT = ("filings.submit", True, "提交企业申报", "Submit a filing")
    FILING_WITHDRAW = (
        "filings.withdraw",
        True,
        "撤回或撤销申报",
        "Call a filing back, withdraw it",
    )
    FILING_REMIND = ("filings.remind", False, "提醒变更申报", "Tell of changes to be filed")
    FILING_TAKE = ("filings.take", True, "领取、转办或退回待办", "Take or hand on a filing")
    FILING_OPEN = ("filings.open_page", True, "查看申报材料", "Look at a firm's evidence")
    FILING_LEAVE = ("filings.leave", False, "登记休假和代办", "Say that one is away")
    FILING_CHECK = ("filings.check", True, "抽查审核结果", "Look at a decision again")
    FILING_INTERVIEW = ("filings.interview", True, "约谈和整改", "Hold or settle an interview")
    FILING_DECIDE = ("filings.decide", True, "审核企业申报", "Decide a filing")
    EXPORT_ASK = ("rights.ask_export", True, "导出我的记录", "Ask for a copy of my record")
    EXPORT_SETTLE = ("rights.settle_export", True, "生成导出文件", "Make a copy of a record")
    EXPORT_TAKE = ("rights.take_file", True, "下载导出文件", "Take a copy of my record")
    EXPORT_CHECK = ("rights.check_file", False, "核对导出文件", "Check an exported file")
    ROSTER_UPLOAD = ("invitations.upload", True, "上传花名册", "Upload a roster")
    ROSTER_MAP = ("invitations.map", True, "对应花名册的列", "Say what a roster's columns hold")
    ROSTER_OPEN = ("invitations.open", True, "导入花名册", "Import a roster")
    ROSTER_DROP = ("invitations.drop", True, "取消导入", "Drop a roster")
    ROSTER_CHECK = ("invitations.check", True, "检查花名册", "Work a roster through")
    ROSTER_END = ("invitations.end", True, "清除到期邀请", "Erase invitations past their time")
    INVITATION_ACCEPT = ("invitations.accept", True, "接受邀请", "Accept an invitation")
    INVITATION_DECLINE = ("invitations.decline", True, "不接受邀请", "Decline an invitation")
    KEYS_REWRAP = ("identity.rewrap", False, "轮换密钥", "Wrap data keys anew")
    KEYS_INDEX = ("identity.index_anew", False, "轮换检索密钥", "Make indexes anew")
    RETENTION_ERASE = ("rights.erase_past", False, "到期清除", "Erase what is past its time")
    BACKUP = ("rights.back_up", False, "备份数据库", "Back the database up")
    RESTORE = ("rights.restore", False, "恢复备份", "Bring a backup back")
    ASSESSMENT_ENTER = (
        *("registers.enter_assessment", False),
        *("登记影响评估", "Enter an impact assessment"),
    )
    BREACH_ENTER = ("registers.enter_breach", False, "登记数据安全事件", "Enter a breach")
    BREACH_REPORT = ("registers.note_report", False, "登记事件报告", "Note a breach's report")
    BREACH_TELL = ("registers.begin_telling", False, "通知受影响的人", "Tell those concerned")
    BREACH_TELL_NEXT = ("registers.tell_next", False, "逐批通知", "Tell the next of them")
    BREACH_CLOSE = ("registers.close_breach", False, "事件结案", "Close a breach")
    PAUSE = ("rights.pause", True, "暂停我的记录", "Pause my record")
    RESUME = ("rights.resume", True, "恢复我的记录", "Resume my record")
    DELETION_ASK = ("rights.ask_deletion", True, "申请删除记录", "Ask to delete my record")
    DELETION_UNDO = ("rights.undo_deletion", True, "撤销删除申请", "Undo the deletion")
    DELETION_NOW = ("rights.delete_now", True, "马上删除记录", "Delete my record now")
    CLOSING_ASK = ("rights.ask_closing", True, "受理亲属关闭申请", "Take in that kin ask to close")
    CLOSING_OBJECT = ("rights.object_to_closing", True, "本人否认关闭", "Say that she lives")
    CLOSING_DO = ("rights.close_record", True, "关闭已故人员记录", "Close a dead worker's record")
    CLOSING_REFUSE = ("rights.refuse_closing", True, "不予关闭记录", "Refuse to close a record")
    DELETION_DUE = ("rights.delete_due", True, "到期删除记录", "Delete a record that is due")
    ACCOUNT_CLOSE = ("rights.close_account", True, "注销账户", "Close an account")
    MESSAGE_WRITE = ("notices.write", False, "生成短信", "Write a message")
    MESSAGE_SETTLE = ("notices.settle", False, "登记短信结果", "Take in a delivery")
    ORDER_OPEN = ("epidemic.open_order", False, "开通防疫令", "Open an epidemic order")
    ORDER_CLOSE = ("epidemic.close_order", False, "关闭防疫令", "Close an epidemic order")
    EPIDEMIC_DECLARE = ("epidemic.declare", True, "每日健康申报", "Declare her health")
    EPIDEMIC_ADMIT = ("epidemic.admit_answer", True, "登记卫健答复", "Take in a health answer")
    EPIDEMIC_ERASE = ("epidemic.erase", False, "清除到期防疫信息", "Erase past declarations")
    EXAM_HAND_IN = ("health.hand_in", True, "提交体检报告", "Hand in a report")
    EXAM_TABLES_LOAD = ("health.load_tables", False, "载入体检项目表", "Load examination tables")
    PARTY_ALLOW = ("exchange.allow_party", True, "变更可报送的数据", "Change what a party may send")
    PARTY_ADD = ("exchange.add_party", True, "登记数据交换单位", "Register an exchange party")
    PARTY_ROTATE = ("exchange.rotate_party", True, "更换交换单位密钥", "Replace a party's keys")
    PARTY_REVOKE = ("exchange.revoke_party", True, "注销数据交换单位", "Revoke an exchange party")
    MESSAGE_TAKE = ("exchange.take", True, "接收数据", "Take a message in")
    BATCH_OPEN = ("exchange.open_batch", True, "接收批次清单", "Take a batch's manifest in")
    BATCH_PART = ("exchange.take_part", True, "接收批次内容", "Take a batch's part in")
    EXCHANGE_ASK = ("exchange.ask", True, "查询报送情况", "Ask how messages stand")
    SOURCE_NOTE = ("exchange.note_source", False, "登记来源应答情况", "Note how a source answers")
    MESSAGE_APPLY = ("exchange.apply", True, "登记报送数据", "Apply a message's rows")
    QUARANTINE_REPLAY = ("exchange.replay", False, "补录隔离数据", "Replay quarantined rows")
    PULL_ASK = ("exchange.ask_for_records", True, "请求取回记录", "Ask for records")
    PULL_SHARE = ("exchange.share_record", True, "向地方平台提供记录", "Give a platform a record")
    PULL_PART = ("exchange.make_part", True, "生成批次内容", "Make a part of a batch")
    TRAIL_READ = ("audit.read", False, "查阅留痕", "Read the trail")
    TRAIL_EXPORT = ("audit.export", False, "导出留痕", "Export the trail")
    TRAIL_DROP = ("audit.drop_months", False, "清理满五年的留痕", "Drop old trail months")
    FLAGS_RAISE = ("audit.raise_flags", False, "查找异常", "Look for what is unusual")
    FLAG_SEE = ("audit.see_flag", False, "查看异常提示", "Look at a flag")
    FLAG_CLOSE = ("audit.close_flag", False, "处理异常提示", "Close a flag")

    def __init__(self, code: str, needs_subject: bool, zh: str, en: str) -> None:
        self.code = code
        self.needs_subject = needs_subject
        self.words = Words(zh=zh, en=en)
