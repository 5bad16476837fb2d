"""Names that nothing introduces, by what is done by or with somebody: 张建国打我, 找李秀兰要钱."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import CLEAR
from hotline_server.domain.personal_data.folding import HAN, Span
from hotline_server.domain.personal_data.given_names import GIVEN, NAMED_WORDS, TYPICAL
from hotline_server.domain.personal_data.name_forms import HAN_SIGN, SURNAME, is_name
from hotline_server.domain.personal_data.pairs import begins_word
from hotline_server.domain.personal_data.place_names import PLACES_LIKE_NAMES
from hotline_server.domain.personal_data.possible_names import HARDLY_WORDS
from hotline_server.domain.personal_data.roles import ROLES
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND
from hotline_server.domain.personal_data.titles import BEFORE_NAME, PARTICLES, TITLE

_ANY = rf"(?:{COMPOUND}|[{COMMON}])[{HAN}]{{1,2}}?"
_NAME = f"({_ANY})"
_KIN = "老公|老婆|爱人|丈夫|妻子|儿子|女儿|父亲|母亲|爸爸?|妈妈?|哥哥?|弟弟?|姐姐?|妹妹?|家人|家属|媳妇"
_HOW = (
    "(?:[今昨前][天晚日]|去年|当时|刚才|多次|经常|天天|长期|总是?|老是?|一直|又|还|都|也|就|竟然?|居然|故意|无故|动手|当众|当面|"
    rf"酒后|喝醉?了?酒|半夜|晚上|带人|开车|持刀|强行|擅自|用[{HAN}]{{1,4}}|拿[{HAN}]{{1,4}}|在[{HAN}]{{1,8}}|没有?|从?不)"
)
_HARMS = (
    "打|骂|推|踢|踹|咬|砍|捅|扇|掐|撞|砸|堵|拦|殴打|辱骂|谩骂|威胁|恐吓|骚扰|纠缠|跟踪|偷拍|诬[陷告]|诽谤|报复|欺负|侮辱|猥亵|强奸|"
    "逼|坑|害|吓|欺骗|诈骗|忽悠|敲诈|勒索|[拖还]?欠|骗|借|偷|抢|拿|收|扣|吞|侵占|强占|霸占|占"
)
_WHOM = (
    "我|俺|咱|本人|[他她](?:的|[爸妈娘])|人(?![员工行])|老人|孩子|小孩|大家|村民|业主|工人|农民|邻居|同学|顾客|乘客|老婆|老公|"
    r"[一几两][个名位]|钱|[货房欠]款|工资|房租|租金|押金|[定订]金|工程款|材料款|血汗钱|[\d一二三四五六七八九十两几百千多.]{1,8}[元块万千]"
)
_DEED = (
    rf"(?:他们|等人?|[两三几四五][个人]人?){{0,2}}(?:{_HOW}){{0,2}}(?:(?:{_HARMS})[了过着走伤倒死光掉取]{{0,2}}(?:{_WHOM})|把(?:{_WHOM})"
    "|不[还退付给](?:钱|款|我|押金|[定订]金|[,，。]|$)|(?:拒不|拒绝|不肯)[还退付给赔]|耍流氓)"
)
# Whose sex, kin, role or number is told behind it: 王伟,男; 徐慧敏和她丈夫; 张丽娟(房东); 刘芳13787210045.
_BEARER = (
    rf"[,、(]\s?[男女](?:性|[,、)]|\s?\d)|[和与跟及](?:[他她]的?)?(?:{_KIN})|\s?\((?={ROLES.pattern}\))"
    r"|[\s,:(]{0,3}(?:的?(?:手机|电话|身份证)号?码?[\s是为:]{0,3})?1[3-9]\d(?:[\s-]?\d{4}){2}(?!\d)"
)
# What is somebody's: 陈明的车, 林志明家漏水.
_OWNED = (
    "(?:家|家的|的)(?:车|狗|猫|鸡|猪|羊|鱼塘|工地|店|房(?!产)|屋|楼|门面|院|围墙|空调|油烟|装修|漏水|渗水|厕所|水管|树|田|"
    "地(?![区址方点])|坟|电话|手机|身份证)"
)
_DEALT = (
    "要(?:[钱债账过回]|个?说法)|讨(?:[钱债要薪]|说法)|借[钱了]|追讨|索要|理论|评理|算账|对质|协商|沟通|交涉|吵|打架|签[了订]|租[了的房]|"
    "买[了的]|赔[偿礼钱]|还钱|退[钱款押定订房租]|道歉|搬[走家]|拆[除了]|离婚|结婚|合伙|同居|有(?:矛盾|纠纷|过节|经济)|是(?:同[事学]|邻居|夫妻|亲戚)"
)
_ACCUSED = (
    rf"[,。;!\n]|$|等[\d一二三四五六七八九十]?人|的(?:问题|违|犯|罪|行为)|{_DEED}|"
    rf"(?:{_HOW})?(?:贪|违|侵|利用|滥用|强|虚|伪|套取|挪用)"
)
_FRAMES = tuple(
    re.compile(frame)
    for frame in (
        rf"{_NAME}(?=(?:[、和与]{_ANY})?(?:{_DEED}|{_BEARER})|{_OWNED})",
        rf"(?<=[找向问跟和与同叫让催请求]){_NAME}(?={_DEALT})",
        rf"(?:(?<=投诉)|(?<=举报)|(?<=控告)|(?<=起诉)|(?<=状告)|(?<=检举)|(?<=揭发)){_NAME}(?={_ACCUSED})",
        rf"(?<=[借转付打交汇租卖还送]给){_NAME}(?=[\d一二三四五六七八九十两几了,。;\n]|$|的?钱)",
        rf"(?<=[把将]){_NAME}(?=[打骂推撞砍咬踢捅赶]|送[医到去])",
        rf"(?:(?<=的是)|(?<=人是)){_NAME}(?=[,。;\n]|$)",
        rf"(?<=是){_NAME}(?=[干做弄搞砸打偷放倒堵]的|指使|带头|先动手)",
    )
)
_PLACED = tuple(
    re.compile(frame)
    for frame in (
        # Alone in a cell of a table, on a line, or before the time of a message: 肖建平 10:23.
        rf"(?:(?<=[\n\t|])|^)[^\S\n\t]*{_NAME}(?=[^\S\n\t]*[\t|\n]|[^\S\n]{{1,4}}(?:\d{{1,2}}:\d\d|20\d\d[-/.年]\d))",
        rf"(?<=[\t\n|]){_NAME}(?=[^\S\n\t]*$)",
    )
)
# What tells that a person is listed there, on the line or above it: 李明\t男.
_LISTS_PEOPLE = re.compile(r"姓名|名单|联系人|联系电话|手机|身份证|性别|[\t| ][男女](?![\u3400-\u9fff])|1[3-9]\d{9}")
_BESIDE = 40
_SHORT = 2
# Characters of names that those of places have as well: 黄岩, 龙泉.
_OF_LAND = frozenset("川岩岭梅梁桂柳杨栋松柏森城龙凤兰洋泽湘清春安宁宜富寿康旺嘉望本川冬玉忠杏桃樟榕朝桐")
# Of these a name alone is made, though they are words: 王五.
_COUNTED = frozenset("三四五六七八")
# Those that the dictionary lacks.
_BRANDS_AND_TREES = """
李宁 王老吉 周大福 周大生 周生生 徐福记 李锦记 张小泉 麦德龙 杨树 柳树 梅树 桂树 丁香
"""
# People whom everybody names, and who are no matter of a case.
_KNOWN_TO_ALL = """
毛泽东 周恩来 刘少奇 邓小平 江泽民 胡锦涛 李克强 孙中山 王阳明 张仲景 袁隆平 钟南山 张桂梅 焦裕禄 黄继光 邱少云 杨靖宇
"""
_NO_PERSON = frozenset(_BRANDS_AND_TREES.split()) | frozenset(_KNOWN_TO_ALL.split()) | PLACES_LIKE_NAMES
# Somebody may be named behind these if no word goes on with what follows: 昨天王伟, but not 时段.
_MAY_STAND_BEFORE = frozenset("天年月日前后时午晚上投告将了着过下")
# Somebody is called so by others, who say no name: 周姐.
_CALLED = frozenset("姐哥叔姨婶嫂伯爹妈爷奶总某氏家")


def find_unintroduced(words: str) -> Iterator[Span]:
    """Yield the names that nothing introduces, by what is done by or with their bearers."""
    for frame in _FRAMES:
        for found in frame.finditer(words):
            if is_called(words, *found.span(1)):
                yield found.span(1)
    for frame in _PLACED:
        for found in frame.finditer(words):
            if is_called(words, *found.span(1)) and _is_listed(words, *found.span(1)):
                yield found.span(1)


def _is_listed(words: str, begin: int, end: int) -> bool:
    """Return whether more than its place tells that a name of two characters is one: 王伟, but not 丁香."""
    if end - begin > _SHORT or words[end - 1] in GIVEN - _OF_LAND:
        return True
    return _LISTS_PEOPLE.search(words, max(0, begin - _BESIDE), end + _BESIDE) is not None


def is_free(words: str, begin: int) -> bool:
    """Return whether a name can begin there."""
    if begin == 0 or not HAN_SIGN.match(words, begin - 1) or words[begin - 1] in BEFORE_NAME:
        return True
    return words[begin - 1] in _MAY_STAND_BEFORE and not begins_word(words, begin - 1)


def is_called(words: str, begin: int, end: int) -> bool:
    """Return whether somebody can be called so where nothing else tells that a person is named."""
    surname = SURNAME.match(words, begin, end)
    middle = surname.end() if surname else end
    given = words[middle:end]
    if not given or words[begin:end] in _NO_PERSON or not is_name(words, begin, middle, end):
        return False
    if words[begin] in PARTICLES or given[0] in _CALLED or TITLE.match(words, middle):
        return False
    free = is_free(words, begin)
    if not free and begins_word(words, begin - 1):
        return False
    is_clear, is_word = words[begin] in CLEAR or middle - begin > 1, begins_word(words, begin)
    if len(given) == 1:
        return free and is_clear and not is_word and given in TYPICAL | _COUNTED
    if TYPICAL.issuperset(given) or given in NAMED_WORDS:
        return is_clear or not is_word
    likely = not HARDLY_WORDS.isdisjoint(given) or not (TYPICAL.isdisjoint(given) or begins_word(words, middle))
    return is_clear and not is_word and likely
