"""Names in a text that look like those of places, found by how they end."""

import re
from collections.abc import Iterator

_ENDINGS = {
    "大道": "道路", "路": "道路", "街": "道路", "巷": "道路",
    "小区": "小区", "花园": "小区", "家园": "小区", "苑": "小区", "公寓": "小区", "新村": "小区", "公馆": "小区",
    "村": "村庄", "水库": "河湖",
    "小学": "学校", "中学": "学校", "学校": "学校", "幼儿园": "学校", "学院": "学校",
    "医院": "医院", "市场": "市场", "商场": "商场", "购物中心": "商场", "广场": "商场",
    "公园": "公园", "产业园": "园区", "工业园": "园区", "大厦": "楼宇", "大桥": "桥隧", "隧道": "桥隧",
    "地铁站": "站点", "公交站": "站点", "火车站": "站点",
}  # fmt: skip
_STEM = range(2, 6)
# Characters that are never within the name of a place; a candidate begins after the last of them.
_OUTSIDE = (
    "的了在到从去往来是和与跟及有给由于至离经过这那我们你他她它里被对把让向很都也就没不个条段次天"
    "楼号栋幢座层室组户旁边近前后面口"
)
_CHARACTER = f"[^\\W\\d_a-zA-Z{_OUTSIDE}一二三四五六七八九十百]"
_NAME = re.compile(
    f"({_CHARACTER}{{{_STEM.start},{_STEM.stop - 1}}}?)({'|'.join(sorted(_ENDINGS, key=len, reverse=True))})"
)
# Words that lead up to a name without being part of it.
_LEAD = re.compile("^.*(?:住|位于|附近|门牌|地址|靠近|路过|市|省|区|县|镇|乡|街道|社区|小区|叫)")
_COMMON = frozenset(("道路", "马路", "公路", "高速", "村村", "全村", "本村", "农村", "城中", "学校", "菜"))


def candidate_names(text: str) -> Iterator[str]:
    """Yield the names in a text that end as those of places do; never with numbers of houses."""
    for match in _NAME.finditer(text):
        stem = _LEAD.sub("", match[1])
        if len(stem) in _STEM and stem not in _COMMON:
            yield stem + match[2]


def kind_of(name: str) -> str:
    """Return the kind of place that the end of a name suggests; 其他 if it suggests none."""
    return next((_ENDINGS[name[-length:]] for length in (4, 3, 2, 1) if name[-length:] in _ENDINGS), "其他")
