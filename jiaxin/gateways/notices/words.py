"""What messages say. A phone has no language setting here, so both languages are in each."""


def code(digits: str) -> str:
    return (
        f"【家信】验证码 {digits}，5 分钟内有效。工作人员不会向您要验证码，请勿告诉任何人。"
        f" Jiaxin code {digits}, valid for 5 minutes. Tell it to nobody."
    )


def asked(link: str) -> str:
    return (
        f"【家信】有人请求查看您的信用记录，5 分钟内有效。请打开 {link} 处理；不认识可以拒绝。"
        f" Someone asks to see your record; open the link within 5 minutes to answer."
    )
