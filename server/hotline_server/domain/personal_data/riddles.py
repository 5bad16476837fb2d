"""Ways to say which character a name is written with: 弓长张, 国家的国, 单名一个明字."""

import re

_PARTS = {
    "张": "弓长", "李": "木子|十八子", "章": "立早|音十", "陈": "耳东", "吴": "口天", "许": "言午", "胡": "古月",
    "黄": "草头|大肚", "王": "三横一?竖?", "于": "干钩", "何": "人可", "吕": "双口|两口|口口", "赵": "走肖|走叉|走乂",
    "江": "水工|三点水工", "杨": "木易", "林": "双木", "刘": "文刀|卯金刀", "程": "禾呈|禾口王", "苏": "草办|草头办",
    "徐": "双人余|双立人余", "孙": "子小", "郑": "关耳", "宋": "宝盖木|宝盖头木", "谢": "言身寸", "郭": "享耳",
    "罗": "四夕", "董": "草重|千里草", "蔡": "草祭", "杜": "木土", "魏": "委鬼", "汪": "水王|三点水王",
    "潘": "水番|三点水番", "洪": "水共", "裴": "非衣", "翁": "公羽", "冯": "两点马|二马", "邵": "召耳|刀口耳",
    "岳": "丘山", "姜": "美女|羊女", "倪": "人儿", "童": "立里", "靳": "革斤", "伍": "人五", "余": "人未|人禾",
    "任": "人壬", "周": "吉口", "秦": "三人禾",
    "贾": "西贝", "钱": "金戋", "叶": "口十", "易": "日勿", "柳": "木卯", "柏": "木白",
    "桂": "木圭", "梅": "木每", "杭": "木亢", "季": "禾子", "岑": "山今", "仲": "人中", "符": "竹付",
}  # fmt: skip
# Whoever tells characters goes on with the next, or ends: 国家的国，强大的强.
_TOLD = r"(?:字|(?!\w)|(?=\w{2,3}的\w(?!\w)))"


def ways_to_spell(surname: str, given: str) -> list[str]:
    """Return patterns in folded text for a name that is told character by character."""
    parts = _PARTS.get(surname, "")
    found = [rf"(?:{parts})的?{surname}", rf"(?<=姓)(?:{parts})"] if parts else []
    found += [rf"\w?{one}\w?的{one}{_TOLD}" for one in dict.fromkeys(map(re.escape, surname + given))]
    if given:
        found.append(rf"(?:单名|(?<=名)|名叫|名字叫)(?:一?个)?{re.escape(given)}(?!\w)")
        found.append(rf"(?<=单名一个){re.escape(given)}字?")
    if len(given) > 1:
        found.append(rf"{surname}[某*x×○〇_]{{1,2}}{re.escape(given[-1])}")
    return found


def signs_of_parts(surname: str) -> frozenset[str]:
    """Return characters of which one stands wherever the parts of a surname are told."""
    return frozenset(part[0] for part in _PARTS.get(surname, "").split("|") if part)
