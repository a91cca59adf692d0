"""A few counties and districts that exist (GB/T 2260), for made-up people to come from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """One county or district, and who issues cards there."""

    code: str
    name: str
    issuer: str


REGIONS = {
    region.code: region
    for region in (
        Region("110105", "北京市朝阳区", "北京市公安局朝阳分局"),
        Region("310115", "上海市浦东新区", "上海市公安局浦东分局"),
        Region("330106", "浙江省杭州市西湖区", "杭州市公安局西湖分局"),
        Region("440305", "广东省深圳市南山区", "深圳市公安局南山分局"),
        Region("510107", "四川省成都市武侯区", "成都市公安局武侯区分局"),
        Region("340121", "安徽省合肥市长丰县", "长丰县公安局"),
        Region("411524", "河南省信阳市商城县", "商城县公安局"),
        Region("522636", "贵州省黔东南苗族侗族自治州丹寨县", "丹寨县公安局"),
        Region("620826", "甘肃省平凉市静宁县", "静宁县公安局"),
        Region("130929", "河北省沧州市献县", "献县公安局"),
        Region("610729", "陕西省汉中市留坝县", "留坝县公安局"),
        Region("654125", "新疆维吾尔自治区伊犁哈萨克自治州新源县", "新源县公安局"),
        Region("540121", "西藏自治区拉萨市林周县", "林周县公安局"),
    )
}

_SPOKEN = (
    "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳"
    " 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯"
    " 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲"
    " 门巴 珞巴 基诺"
)
ETHNICITIES = tuple(_SPOKEN.split())
