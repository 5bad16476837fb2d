"""Places and goods that have the form of names: 唐山, 阿胶."""

import re

# Those that no ordinary word stands for already (``pairs``).
_PLACES = """
任城 余庆 卢龙 叶城 吕梁 吴中 吴兴 吴川 吴忠 周宁 周庄 唐山 唐海 姚安 娄星 孟连 岳阳 巩义 彭山
彭泽 彭阳 揭东 曹妃甸 杨凌 林海 柯城 柳南 柳林 栾川 桂平 桂林 梁山 梁平 梅山 梅林 武功 武宁 武宣
武平 武康 武强 武清 武胜 武进 江永 江达 汤山 汤旺 汪清 洪山 洪梅 洪泽 洪湖 洪雅 牟定 牟平 祁东
秦安 罗平 罗庄 罗田 聂荣 芦山 芦淞 萧山 薛城 许昌 贺兰 邵东 邵武 邵阳 邹城 邹平 郁南 郑东 陆川
陆良 雷山 雷波 霍城 霍山 饶平 饶阳 鲁山 黄岩 黄平 黄梅 黄龙 黎川 黎平 龙凤 龙南 龙安 龙岩 龙文
龙柏 龙胜
"""
PLACES_LIKE_NAMES = frozenset(_PLACES.split())
"""Counties, districts and cities of a surname and a character of given names: 唐山."""
# No person, though nearly anybody can be called 阿 and a character, and 莲蓉 is made of characters of names.
LIKE_BYNAMES = re.compile(
    "阿(?:[胶坝城訇片]|尔(?:山|卑斯|及利亚)|克苏|勒泰|荣旗|图什|巴嘎|合奇|[司斯]匹林|莫西林|奇霉素|托品|根廷|玛尼|凡达|迪达斯|森纳)"
    "|莲蓉|芙蓉|茉莉|芙蕖"
)
