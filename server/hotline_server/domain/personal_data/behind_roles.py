"""Names behind roles and relations, whatever their bearers do: what begins with a surname and is no ordinary word."""

from hotline_server.domain.personal_data.pairs import begins_word

# Surnames that hardly begin anything but names and words that the dictionary has.
_CLEAR = frozenset(
    "王李张刘陈杨黄赵吴周徐孙朱胡郭林罗郑梁谢宋唐许韩冯邓曹彭曾肖董潘袁蔡蒋余杜叶程魏苏吕丁沈姚卢姜崔谭陆范汪廖韦贾邹"
    "熊孟秦邱侯江尹薛闫段龚邵武钱戴莫孔汤赖樊殷施洪翟颜倪芦俞葛鲁聂焦柳邢齐梅庄涂祁耿牟詹纪靳欧甄阮桂闵佟霍翁隋裴鲍柯"
    "吉饶瞿戚滕邬臧褚娄奚郎邸冀姬屠郜晏栾郁喻揭窦敖糜艾巩嵇竺匡巫桑荆谌岑蔺萧傅骆郝贺陶黎龙雷覃佘冼毛易"
    "史任岳庞茅麦伍季爨乜亓邝禤郦庾昝缪荀芮宓郗逄"
)
# Characters of which given names are made that stand in words too.
_TYPICAL = frozenset(
    "文明国军华生建中东云世永安志强平小光海大山成利祥学武立士兵新民达维义良昌福亚庄祖阳兴波南美宁贵才少卫贤高田胜进远连广"
    "顺守仁勒全洪绍继乐素香秋发雪亮雄湖定若力白善如春红艺清喜庭仪名雨言盛功先正长树家子公林"
)
# Behind these, the name of a place begins: 我是柳叶湖渔业公司的.
_OF_PLACES = ("我是", "人是", "人为", "就是", "自称", "实为")
_PLACES = frozenset("村镇乡庄湾河桥苑府路街巷社小")
# No second character of a given name, and what joins words more often than it is a surname.
_GOES_ON = frozenset("已再却自和")
_JOINING = frozenset("都能和")
_PAIR = 2


def is_person(words: str, begin: int, middle: int, end: int, given: frozenset[str]) -> bool:
    """Return whether a surname with a given name behind it is a person behind a role.

    Args:
        words: folded text.
        begin: where the surname begins.
        middle: where the given name begins.
        end: where it ends.
        given: characters that hardly stand in anything but given names.
    """
    if words[begin - 2 : begin] in _OF_PLACES or words[end : end + 1] in _PLACES:
        return False
    if words[begin] in _JOINING or (end - middle == _PAIR and words[end - 1] in _GOES_ON):
        return False
    typical = _TYPICAL | given
    named = end - middle == _PAIR and typical.issuperset(words[middle:end]) and not begins_word(words, middle)
    if middle - begin == 1 and words[begin] not in _CLEAR:
        return named and not begins_word(words, end - 1)
    if middle - begin == 1 and begins_word(words, begin):
        return named
    # 张建国体罚, but 刘严联系.
    return end - middle < _PAIR or words[end - 1] in typical or not begins_word(words, end - 1)
