"""Possible names: whatever has the form of one and is no ordinary word, though nothing tells that somebody is meant."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import CLEAR, PLACES
from hotline_server.domain.personal_data.folding import Span
from hotline_server.domain.personal_data.given_names import GIVEN, NAMED_WORDS, TYPICAL, can_be_given
from hotline_server.domain.personal_data.name_forms import HAN_SIGN, LONGEST_GIVEN, SURNAME
from hotline_server.domain.personal_data.ordinary_words import GIVEN_WORDS, NO_PET_NAMES, ORDINARY_WORDS
from hotline_server.domain.personal_data.pairs import begins_word
from hotline_server.domain.personal_data.titles import BEFORE_NAME

# Characters that hardly stand in anything but given names, besides those that names are found by.
HARDLY_WORDS = GIVEN | frozenset(
    "芹卉妃妘妞姣姿嫦嬅屹岑岱峰巍彧忻怿昀晏晔暖朔沁沐浠涓淇淞滔澈灏焱煊熠珂珈珏珺琏琬琮瑗璞皎皓祎祯祺禹竣筠绮缇羽翀翊翎翰耘臻芃芊芋芙芝芬芮芷苑苒茗茵茹荃荣荷莓莘莞莲莺菁菡萌萤萱葵蓓蔓蔚蕊蕙虹裴诺谊谦轲辰迪逸"
    "邦钊铎铠隽霁霏霓颐飏馥骁骅鸥黎黛"
)
# Characters of given names that stand in words as often.
_USED = (
    HARDLY_WORDS
    | TYPICAL
    | frozenset(
        "一万丰丹之书亦仓以任伊伯伶依俏俗保俞信修元兄其典冉冰净凉创初剑化千升又友双可右叶司向吕君含听呈周和品哈唐喻囡团园圆坚坦垒堂壮声夏夕多夜天头奇奥女妹字存宙宛实封尔尚尹居展岁岗崇州巧帅师常幼应延开弓弟弦彭"
        "影征律循心必念性总恋恬悠情想愿慎战所扶抒拓择按探援散敦斗斯方旋旗日旦时易昔映是普晴曾月有期木未术朱朵李来极果枝枫柔柠栗校格桑梦棋棠椿楚槐欢欧歌步殊毓气水江池沅沙沛河治泉泊法泰洁洛津洲流济深淳渊源溪滕满"
        "演漪漫潮澎激火灵炀炉炳点焓焰然照燃爱爽牛牧特犇狄独玄率环现班理瑰瓒甜甫甲申画畅畔留略登百盈益相盼眉真矜知石硕碧磬礼社禾秉科秦积称稀程稳穆竞童端竹笑笛筝简籽粟紫纬纯纳纾练绎经绿缘置群翔翠耀老而耕聪肃育胡"
        "胤能脉致舒舞舟航艾节花苏苗茂荻菊萧葶蒙蓝蓬藏藤虞蝶行裕西要觅计让训记许诗诚语谋谨谭谷豫贝贞财贺赋赞起超越路辕辞迁迅迎运近迟述送通造道遥邵郁都采里重野金钢钥钦铁铃银锡镜问闯间闵闻阅阔防际陆陶隋随雁集零雷"
        "青靖非音顶颀风飘饶驭驿魁鱼鲁鲜鲤鸣鸽鹭麓麦默鼎齐"
    )
)
# Given names that are words of every other text, and are asked about behind a surname alone.
_EVERYDAY = """
丰收 光亮 光明 光荣 光辉 兴国 兴旺 前进 国光 大军 大山 大明 大林 大海 学海 富强 富贵 小国 小民 建中 建平 成才
成林 振兴 文山 文广 文海 新华 新建 新民 新生 新秀 新立 新颖 明亮 明达 明远 海洋 海生 清秀 秀丽 立国 立言 红星
美丽 胜利 英明 英武 英豪 长林 长生
"""
# Given names that are words as well, and hardly those of an office.
_RATHER_NAMES = """
一诺 一鸣 世杰 丹凤 乐天 云霞 云龙 伟东 保国 卫东 卫国 可欣 可馨 国庆 大伟 大勇 天亮 天佑 天宇 天明 子龙 宝山
宝玉 宝珠 小虎 小龙 心怡 志明 思远 昊天 春兰 春花 晓东 晓明 有才 有福 木兰 来喜 来福 桂香 永强 浩然 爱华 爱国
玉兰 玉梅 玉莲 知行 秋菊 秋香 翠花 腊梅 致远 艳丽 艳红 芳菲 金凤 金花 金莲 金虎 金龙 银花 银龙 雪梅 雪莲 鹏程
"""
_NAMES = (NAMED_WORDS - frozenset(_EVERYDAY.split())) | frozenset(_RATHER_NAMES.split())
_BEHIND_SURNAMES = """
万里 千里 石头 满堂 满仓 水生 火生 守国 长生 兴旺
"""
_WORDS = GIVEN_WORDS | _NAMES | frozenset(_BEHIND_SURNAMES.split())
# Of two characters one of which joins words, the other must be hardly anything but a name's: 如兰, but not 如有.
_JOINING = frozenset("一之有如是可所按日月起和而非以都已当期师生区路施园开关学要行现时多夜未来又来其由才向中大正新")
# A name may end before these, though they begin words with many characters: 强的 (松), 国家.
_BEHIND = frozenset("的在是说已也就都还有和与及等均未家一被把将对向")
# By these somebody is called, and no more than a surname stands before: 周姐.
_CALLED = frozenset("姐哥叔姨婶嫂伯爹妈爷奶总某氏")
# What is called so is a place: 柳岸新城.
_PLACE = re.compile(
    f"[{''.join(sorted(PLACES))}区城庄店厂学校园社局县市州省岛山江路段线站港口门洞里]|新城|花园|家园|佳园|雅苑|华庭|公[园寓馆]|广场|大厦|大道|国际|中心|商[城场]"
)


def may_be_names(words: str) -> Iterator[Span]:
    """Yield what can be a name with a surname, or a given name of two characters alone: 徐国平, 李响, 梓萱."""
    last: Span | None = None
    firm = False
    for begin in range(len(words)):
        if last and firm and begin < last[1]:
            continue
        end = _named_end(words, begin) or _given_end(words, begin)
        if end is None:
            continue
        # Of 现俊杰家 nobody can tell which two belong together.
        if last and begin < last[1]:
            last = last[0], max(end, last[1])
            continue
        if last:
            yield last
        last, firm = (begin, end), words[begin] in CLEAR and HARDLY_WORDS.issuperset(words[begin + 1 : end])
    if last:
        yield last


def _named_end(words: str, begin: int) -> int | None:
    """Return where a name ends that begins with a surname."""
    surname = SURNAME.match(words, begin)
    if surname is None or begins_word(words, begin - 1):
        return None
    ends = (surname.end() + LONGEST_GIVEN, surname.end() + 1)
    return next((end for end in ends if _can_follow(words, begin, surname.end(), end)), None)


def _can_follow(words: str, begin: int, middle: int, end: int) -> bool:
    """Return whether what follows a surname can be given; behind one that is hardly a word more can."""
    given, is_clear = words[middle:end], words[begin] in CLEAR or middle - begin > 1
    if not _is_given(given, end - middle) or is_place(words, end):
        return False
    is_word = begins_word(words, begin) or words[begin : begin + 2] in ORDINARY_WORDS
    if len(given) == 1:
        return not is_word and (given in HARDLY_WORDS or (is_clear and not runs_on(words, end)))
    if is_clear:
        return not is_word or given in _WORDS or TYPICAL.issuperset(given) or not HARDLY_WORDS.isdisjoint(given)
    if is_word or given in _WORDS:
        return given in _WORDS or GIVEN.issuperset(given)
    is_other = HARDLY_WORDS.isdisjoint(given) and begins_word(words, middle)
    return _USED.issuperset(given) and not is_other and not runs_on(words, end)


def _is_given(given: str, length: int) -> bool:
    if len(given) < length or not all(map(HAN_SIGN.match, given)) or given[0] in _CALLED or given in PLACES:
        return False
    return can_be_given(given) or given in _WORDS or (length > 1 and not HARDLY_WORDS.isdisjoint(given))


def _given_end(words: str, begin: int) -> int | None:
    """Return where a given name ends that stands alone."""
    end = begin + LONGEST_GIVEN
    given = words[begin:end]
    if len(given) < LONGEST_GIVEN or not _USED.issuperset(given) or given[1] in PLACES or is_place(words, end):
        return None
    if given in _NAMES or (given[0] == given[1] and given not in NO_PET_NAMES):
        return end
    if begins_word(words, begin) or (words[begin - 1 : begin] not in BEFORE_NAME and begins_word(words, begin - 1)):
        return None
    if HARDLY_WORDS.issuperset(given):
        return end
    is_joined = not _JOINING.isdisjoint(given) and HARDLY_WORDS.isdisjoint(given)
    return None if is_joined or runs_on(words, end) else end


def runs_on(words: str, end: int) -> bool:
    """Return whether the last character of what may be a name begins a word with what follows."""
    return words[end : end + 1] not in _BEHIND and begins_word(words, end - 1)


def is_place(words: str, end: int) -> bool:
    """Return whether what ends there is part of the name of a place or an office."""
    return _PLACE.match(words, end) is not None
