"""Ways in which people write numbers, names and accounts, also to get past a reader; drawn at random."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁任沈钟"
    "姜付覃涂佟牟邹熊孟秦邱侯江尹薛闫段雷龙黎贺毛郝"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛超霞平刚桂英华玉秀兰珍建国志文斌辉鹏飞宇浩晨欣怡梓涵雨轩子豪"
    "俊凯琳雪婷慧颖莹佳𠮷䶮喆堃"
)
SOUNDED = ("阿依古丽·买买提", "迪力木拉提·吐尔逊", "扎西·多吉", "约翰·史密斯", "巴图·巴特尔", "古丽娜尔·阿布都热合曼")
TRADITIONAL = str.maketrans(
    "张国强刘陈杨黄赵孙罗郑谢许韩冯邓萧董苏吕钟邹贺丽军娟杰兰玉秀华龙马云",
    "張國強劉陳楊黃趙孫羅鄭謝許韓馮鄧蕭董蘇呂鍾鄒賀麗軍娟傑蘭玉秀華龍馬雲",
)
_DIGITS: Mapping[str, str] = {
    "full-width": "０１２３４５６７８９",
    "circled": "⓪①②③④⑤⑥⑦⑧⑨",
    "bracketed": "⓪⑴⑵⑶⑷⑸⑹⑺⑻⑼",
    "dingbats": "⓿❶❷❸❹❺❻❼❽❾",
    "mathematical": "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "superscript": "⁰¹²³⁴⁵⁶⁷⁸⁹",
    "arabic": "٠١٢٣٤٥٦٧٨٩",
    "chinese": "零一二三四五六七八九",
    "chinese circle": "〇一二三四五六七八九",
    "capital": "零壹贰叁肆伍陆柒捌玖",
    "traditional capital": "零壹貳參肆伍陸柒捌玖",
    "spoken": "洞幺二三四五六拐八勾",
}
_SEPARATORS = (
    " ",
    "-",
    "－",
    "—",
    "–",
    ".",
    "·",
    "_",
    "/",
    "  ",
    "     ",
    "\u3000",
    "\u200b",
    "\u2060",
    "~",
    "*",
    "|",
    " - ",
    "📞",
    "\ufeff",
    "\xa0",
    "…",
)
_PLAIN = "plain"


def digits(number: str, chance: random.Random, shape: tuple[int, ...] = (3, 4, 4)) -> str:
    """Write a number in one of many ways.

    Args:
        number: digits only.
        chance: source of randomness.
        shape: lengths of the groups in which it is usually written.
    """
    way = chance.choice([_PLAIN, _PLAIN, _PLAIN, *_DIGITS, "keycaps", "letters", "struck through"])
    separator = chance.choice(_SEPARATORS)
    if way in _DIGITS:
        number = number.translate(str.maketrans("0123456789", _DIGITS[way]))
    elif way == "letters":
        return number[:2] + number[2:].replace("0", "O")
    behind = {"keycaps": "\ufe0f\u20e3", "struck through": "\u0336"}.get(way, "")
    grouping = chance.choice(["none", "none", "usual", "usual", "each"])
    if grouping == "none":
        return _written(number, behind)
    parts = list(number) if grouping == "each" else _grouped(number, shape)
    return separator.join(_written(part, behind) for part in parts)


def _written(number: str, behind: str) -> str:
    return "".join(f"{sign}{behind}" for sign in number)


def _grouped(number: str, shape: tuple[int, ...]) -> list[str]:
    parts, place = [], 0
    for length in shape:
        parts.append(number[place : place + length])
        place += length
    return [part for part in [*parts, number[place:]] if part]


def some(length: int, chance: random.Random, first: str = "123456789") -> str:
    """Return a number of so many digits."""
    return chance.choice(first) + "".join(chance.choices("0123456789", k=length - 1))


def mobile(chance: random.Random) -> str:
    return f"1{chance.choice('3456789')}{some(9, chance, '0123456789')}"


def _mobile(chance: random.Random) -> str:
    prefix = chance.choice(["", "", "", "", "+86", "+86 ", "0086 ", "86-"])
    written = digits(mobile(chance), chance)
    return prefix + written if prefix == "" or written[0].isascii() else written


AREAS = ("010", "021", "022", "0731", "0734", "0571", "0991", "0312", "0898", "0451", "028")


def _landline(chance: random.Random) -> str:
    area = chance.choice(AREAS)
    local = some(chance.choice([7, 8]), chance, "2345678")
    return chance.choice(["{}-{}", "({}){}", "（{}）{}", "{} {}", "{}{}", "+86 {} {}", "{}—{}", "{}.{}"]).format(
        area, digits(local, chance, (4, 4))
    )


def _local(chance: random.Random) -> str:
    said = chance.choice(["电话", "家里座机", "来电号码:", "联系电话是", "请拨打", "打", "Tel: ", "办公室电话："])
    return said + digits(some(8, chance, "345678"), chance, (4, 4))


def _extension(chance: random.Random) -> str:
    said = chance.choice(["转", "转分机", "-分机", " ext. ", "#", "转接"])
    return f"{chance.choice(AREAS)}-{some(8, chance, '2345678')}{said}{some(chance.choice([3, 4]), chance)}"


def _service(chance: random.Random) -> str:
    if chance.random() < 0.3:
        return f"拨打{chance.choice(['95588', '95533', '95566', '96123', '955881'])}"
    return digits(chance.choice(["400", "800"]) + some(7, chance), chance, (3, 3, 4))


def _foreign(chance: random.Random) -> str:
    return chance.choice(
        [
            f"+852 {some(4, chance, '5679')} {some(4, chance)}",
            f"00852{some(8, chance, '5679')}",
            f"+853-6{some(7, chance)}",
            f"+886 9{some(8, chance)}",
            f"09{some(2, chance)}-{some(3, chance)}-{some(3, chance)}",
            f"+1 (202) 555-0{some(3, chance)}",
            f"+44 7{some(9, chance)}",
            f"+81-90-{some(4, chance)}-{some(4, chance)}",
            f"001 212 {some(7, chance)}",
            f"+７ ９{some(9, chance)}",
        ]
    )


def _month_and_day(chance: random.Random) -> str:
    return f"{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"


def _identity(chance: random.Random) -> str:
    head = chance.choice(["430102", "110105", "320583", "510104", "650102"])
    if chance.random() < 0.3:
        return digits(
            f"{head}{chance.randrange(30, 99)}{_month_and_day(chance)}{some(3, chance)}",
            chance,
            (6, 6),
        )
    number = f"{head}{chance.randrange(1930, 2010)}{_month_and_day(chance)}{some(3, chance)}"
    return digits(number, chance, (6, 8)) + chance.choice("0123456789xXＸ")


def _document(chance: random.Random) -> str:
    return chance.choice(
        [
            f"E{some(8, chance)}",
            f"护照G{some(8, chance)}",
            f"ｅ{some(8, chance)}",
            f"EA{some(7, chance)}",
            f"港澳通行证C{some(8, chance)}",
            f"通行证号:W{some(8, chance)}",
            f"回乡证H{some(10, chance)}",
            f"台胞证{some(8, chance)}",
            f"香港身份证A{some(6, chance)}({some(1, chance)})",
            f"P{some(8, chance)}",
            f"军字第{some(7, chance)}号",
            f"证件号码是{some(9, chance)}",
        ]
    )


def _card(chance: random.Random) -> str:
    body = chance.choice(["622202", "621700", "436742", "528948"]) + some(12 if chance.random() < 0.5 else 9, chance)
    for last in "0123456789":
        places = enumerate(map(int, reversed(body + last)))
        if sum(sum(divmod(digit * 2, 10)) if place % 2 else digit for place, digit in places) % 10 == 0:
            return digits(body + last, chance, (4, 4, 4, 4))
    raise AssertionError(body)


def _plate(chance: random.Random) -> str:
    province, letter = chance.choice("京沪湘粤苏浙川鄂渝闽皖"), chance.choice("ABCDEFGH")
    number = "".join(chance.choices("0123456789ABCDEFGHJK", k=3)) + some(2, chance)
    return chance.choice(
        [
            f"{province}{letter}{number}",
            f"{province}{letter}·{number}",
            f"{province}{letter} {number}",
            f"{province}{letter}-{number}".lower(),
            f"{province}{letter}D{number}",
            f"{province}{letter}{number[:4]}警",
            f"{province}{letter}{number[:4]}学",
            f"粤Z{number[:4]}港",
            f"{province}　{letter}　{number}",
            f"{province}{letter}\u200b{number}",
            f"{province}{letter}{some(5, chance)}".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
            f"WJ{province}{some(5, chance)}",
            f"使{some(6, chance)}",
            f"车牌号{number}",
            f"粵{letter}{number}",
        ]
    )


def _account(chance: random.Random) -> str:
    name = chance.choice(["wxid_", "abc", "zhang", "sunny-", "Li_"]) + some(5, chance)
    service = chance.choice(
        [
            "微信",
            "微信号",
            "微 信",
            "v信",
            "V信：",
            "薇信",
            "威信号是",
            "vx",
            "VX:",
            "wx ",
            "WeChat: ",
            "weixin:",
            "加我v ",
            "加微",
            "微信：",
            "抖音号",
        ]
    )
    return chance.choice(
        [
            f"{service}{name}",
            f"QQ{some(9, chance)}",
            f"qq号：{some(10, chance)}",
            f"扣扣{some(8, chance)}",
            f"ＱＱ {some(9, chance)}",
            f"企鹅号{some(9, chance)}",
        ]
    )


def _email(chance: random.Random) -> str:
    name = chance.choice(["zhang.san", "li_si88", "wang-wu", "a1b2c3"])
    return chance.choice(
        [
            f"{name}@163.com",
            f"{name}＠qq．com",
            f"{name} @ gmail.com",
            f"{name}@mail.yunjiang.gov.cn",
            f"{name}(at)126.com",
            f"{name}艾特qq点com",
            f"{name.upper()}@QQ.COM",
            f"{name}#qq.com",
        ]
    )


def name(chance: random.Random) -> str:
    """Return a Chinese name."""
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, chance.choice([1, 2, 2])))


def third_person(chance: random.Random) -> tuple[str, str]:
    """Return what somebody with a common name does, and the name."""
    who = chance.choice("李陈杨赵吴周徐孙郭林罗郑") + chance.choice(
        ["建国", "志强", "秀英", "海涛", "雨桐", "大山", "立军", "国平", "桂花", "大拿"]
    )
    role = chance.choice(["司机", "邻居", "老板", "教师", "保安", "我老公", "我妈", "村主任", "医生", "二叔", "网格员"])
    does = chance.choice(["绕路", "跑路", "卖地", "摆摊", "养鸡扰民", "索要红包", "泄露病历", "挪用捐款", "瘫痪"])
    return f"{role}{who}{does}", who


def spelt(name_: str, chance: random.Random) -> str:
    """Write a known name in one of many ways."""
    return chance.choice(
        [
            name_,
            name_.translate(TRADITIONAL),
            " ".join(name_),
            "\u200b".join(name_),
            "　".join(name_),
            "·".join(name_) if "·" not in name_ else name_.replace("·", "•"),
            name_.replace("·", "・"),
            name_.replace("·", ""),
            name_.replace("·", " "),
            f"{name_[0]}\u2060{name_[1:]}",
        ]
    )


def _name(chance: random.Random) -> str:
    who = chance.choice([name(chance), name(chance), name(chance), chance.choice(SOUNDED)])
    return chance.choice(
        [
            f"我叫{who},",
            f"我是{who},",
            f"本人{who},",
            f"姓名：{who}",
            f"联系人:{who},",
            f"投诉人{who},",
            f"我的名字是{who}。",
            f"名叫{who}的",
            f"{who}先生",
            f"{who}女士",
            f"司机{who}拒载",
            f"老板{who}欠薪",
            f"局长{who}收钱",
            f"村支书{who}贪污",
            f"我老公{who}在家",
            f"我儿子{who}今年",
            f"邻居{who}养狗",
            f"物业经理{who}骂人",
            f"医生{who}误诊",
            f"老师{who}打学生",
            f"法定代表人{who},",
            f"我叫{who.translate(TRADITIONAL)},",
            f"我叫{chr(0x200B).join(who)},",
        ]
    )


def _room(chance: random.Random) -> str:
    a, b, c = chance.randrange(1, 40), chance.randrange(1, 5), chance.randrange(1, 30) * 100 + chance.randrange(1, 9)
    return chance.choice(
        [
            f"{a}栋{c}",
            f"{a}栋{b}单元{c}室",
            f"{a}号楼{b}单元{c}",
            f"{a}幢{c}室",
            f"A座{c}",
            f"{c}室",
            f"{digits(str(a), random.Random(7))}栋{c}房",
            f"{a}栋{b}单元{c // 100}楼{c}",
        ]
    )


@dataclass(frozen=True, slots=True)
class Writing:
    """Sentence with personal data.

    Attributes:
        text: the sentence.
        secret: what nobody must read in it.
    """

    text: str
    secret: str


KINDS: Mapping[str, Callable[[random.Random], str]] = {
    "mobile": _mobile,
    "landline": _landline,
    "local number": _local,
    "extension": _extension,
    "service number": _service,
    "foreign number": _foreign,
    "identity card": _identity,
    "passport or permit": _document,
    "bank card": _card,
    "number plate": _plate,
    "messenger": _account,
    "e-mail": _email,
    "name": _name,
    "room": _room,
}
_FRAMES = (
    "举报出租车公司乱收费,{},请尽快处理",
    "{}反映路灯不亮",
    "请联系 {} 。",
    "情况属实（{}）",
    "{}",
    "投诉物业\n{}\n谢谢",
    "下午3点到5点停电,{},一共12户",
)


def writing(kind: str, chance: random.Random) -> Writing:
    """Return a sentence with personal data of a kind."""
    secret = KINDS[kind](chance)
    return Writing(chance.choice(_FRAMES).format(secret), secret)
