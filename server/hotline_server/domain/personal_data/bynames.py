"""Names by which those who know people call them: 小王, 老李头, 陈老三, 阿强, 儿子小宝."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import HAN, Span
from hotline_server.domain.personal_data.ordinary_words import NO_PET_NAMES
from hotline_server.domain.personal_data.place_names import LIKE_BYNAMES
from hotline_server.domain.personal_data.surnames import COMMON, DISTINCT

# What a child of the caller is called: 儿子小宝, 孙女诺诺.
_KIN = re.compile(
    r"(?:爱人|老公|老婆|丈夫|妻子|儿子|女儿|孩子|小孩|孙子|孙女|外孙|外孙女|侄子|侄女|外甥|弟弟|妹妹|宝宝|娃)[\s是为叫做]{0,2}"
    rf"(小[{HAN}]|([{HAN}])\2)"
)
_BEHIND_ROLES = re.compile(
    r"(?:隔壁|邻居|楼上|楼下|对门|[一二三四五六七八九十]楼|[保会业快外网客工]?(?:员|工|司机|保安|会计|中介|同事|朋友|房东|工头|老板|教练|队长|师傅|私教)|村里|单位)(?:的)?"
    rf"([老小阿][{COMMON}{DISTINCT}]|(?!{LIKE_BYNAMES.pattern})阿(?![里拉富联迪婆公姨])[{HAN}])(?=家|[^{HAN}]|[在是说把被和与将对给的也就都还没不要打骂收拿找去来又有跑夫两拒欠骗偷推天]|$)"
)
_OF_NEIGHBOURS = (
    "王李张刘陈杨黄赵吴周徐孙朱胡郭何罗高郑梁谢宋唐许韩冯邓曹彭曾肖董潘袁蔡蒋余杜叶程魏苏吕丁沈姚卢姜崔谭陆汪范廖贾邹孟秦邱侯"
    "尹薛闫黎陶贺郝龚邵严林田马钱"
)
# Places and businesses are called after people as well: 小李庄, 王姐面馆.
_PLACES = "庄村寨镇乡屯沟山河桥街路巷府楼院口店馆面粉米饭菜烧火超龙城高学区树坊铺记牌家酥酒"
_ACTS = (
    rf"(?![{HAN}])|(?=[的说讲在是把被和与跟将对给也就都还没不要打骂收拿找去来又有让天每一告从负退答叫喊问常总占欠偷骗带腿身今昨前可反投举"
    rf"态拖劝拦堆砸逼堵绕开修搬吼甩推]|家(?!口|[{HAN}]{{0,4}}[店馆铺摊])|人(?:很|挺|不错|好|也)|登记|处理|夫妻|夫妇|两口子|两夫妻)"
)
_CALLED_BY = (
    rf"(?<!养)[老小][{_OF_NEIGHBOURS}]哥?|"
    rf"[{_OF_NEIGHBOURS}](?:[哥姐姨叔婶嫂伯爹妈]|大[爷妈娘伯婶哥姐叔嫂]|婆婆|嬢嬢|孃孃|阿婆|阿公|嫂子|大嫂|姥姥|幺妹|妹子)"
)
_CHIEFS = rf"[{_OF_NEIGHBOURS}]总(?![是共数价额量体面计之部会务监裁经在能])"
# 陈老三, 刘胖子, 赵二狗.
_MARKS = "胖子|瘦子|麻子|瞎子|瘸子|聋子|哑巴|光头|秃子|矮子|眼镜|拐子|疤子|大头|[大二三]狗|[大二三]毛|[大二三四五]娃"
_BY_A_MARK = rf"[{_OF_NEIGHBOURS}](?:老[大二三四五六七八幺]|{_MARKS})(?![{_PLACES}])"
# 教练阿杰, 快递站的阿强.
_BY_A_SYLLABLE = rf"阿[强杰明华伟龙飞军辉芳娟珍英梅红丽霞勇刚斌超鹏峰涛平宝贵福财发生香玲兰燕彪豪](?![{_PLACES}·])"
_ALWAYS = re.compile(
    rf"{_CHIEFS}(?:{_ACTS})|老[{_OF_NEIGHBOURS}]头(?![村沟山岭])|(?:{_CALLED_BY})(?:{_ACTS})|{_BY_A_MARK}|"
    rf"{_BY_A_SYLLABLE}"
)
_SUSPECTED = re.compile(rf"(?:{_CALLED_BY})(?![{_PLACES}])")


def find_bynames(words: str) -> Iterator[Span]:
    """Yield what somebody is called by, where they do something or something is done with them."""
    for found in _KIN.finditer(words):
        begin, end = found.span(1)
        if found[1] not in NO_PET_NAMES and words[begin + 1 : end + 1] not in NO_PET_NAMES:
            yield begin, end
    yield from (found.span(1) for found in _BEHIND_ROLES.finditer(words))
    yield from (found.span() for found in _ALWAYS.finditer(words))


def may_be_bynames(words: str) -> Iterator[Span]:
    """Yield what somebody can be called by, though nothing tells that somebody is meant."""
    yield from (found.span() for found in _SUSPECTED.finditer(words))
