"""Foreign and minorities' names: written by their sound, with dots between their parts or without."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import HAN, Span
from hotline_server.domain.personal_data.no_persons import DOTS, is_estate

# Characters that write sounds.
_SOUNDS = (
    "阿艾依伊吾乌努尼买麦迈木穆提古丽热孜帕夏尔汗江拜克别力汉巴图布赫卡哈吉斯坦东萨拉登次仁扎西卓玛旺堆央金多格桑平措达瓦娜塔"
    "沙伯罗约翰玛安德烈史密威廉亚历山大姆杰弗里特洛佩冈雷莎琳尤素甫苏来曼奴如则祖农居马肉赛比姑那合库班迪阔普司吐逊日维娅米肯"
    "卜杜合乎荪托兰铁真鄂温斡加林伦顿森逊奇琼洁罕岩刀叶戈诺夫娃科维耶列尔贝埃奥费菲基凯莱利鲁卢梅莫内诺佩皮普瑞萨塞桑谢辛希休亨恩"
    "切彼其莲娅萝绮珂娥妮黛柯蒂蕾芙缇薇雅妲丝茜"
)
# Those that write sounds beside a dot, and words elsewhere.
_BESIDE_DOTS = (
    "宾邦鲍潘彭庞戴迪道丹丁敦当泰陶滕廷通汤盖根甘贡考坎孔康韦沃武万文翁法富藩芬丰方兹泽佐祖索松什肖舒绍尚申欣"
    "季乔朱詹津查丘钱陈钦黑霍胡豪海洪茅门明蒙纳瑙奈南嫩宁劳朗龙赖延因英奎夸昆拓隆高青白增顿嘉加索才让尖宗仓措云齐花高日苏图敏"
)
_DOTTED = re.compile(rf"[{_SOUNDS}{_BESIDE_DOTS}]{{1,8}}(?:\s?[{DOTS}]\s?[{_SOUNDS}{_BESIDE_DOTS}]{{1,8}}){{1,4}}")
_WITH_DOTS = re.compile(rf"[{HAN}]{{1,8}}(?:\s?[{DOTS}]\s?[{HAN}]{{1,8}}){{1,4}}(?![{HAN}])")
_WITH_SIGNS = re.compile(rf"[{HAN}]{{1,8}}(?:\s?[{DOTS}.。-]\s?[{HAN}]{{1,8}}){{1,4}}(?![{HAN}])")
# Words of which Tibetan, Mongolian, Uygur and other names are made, with characters that are words elsewhere.
_PARTS = (
    "才让|多杰|卓玛|卓嘎|次仁|索朗|洛桑|丹增|旦增|仁青|白玛|央宗|顿珠|普布|达娃|边巴|巴桑|强巴|格桑|德吉|平措|贡布|索南|桑吉|东珠|华旦|加央|尼玛|拉姆|"
    "扎西|旺堆|仁增|曲珍|次旺|其其格|其木格|高娃|图雅|斯琴|萨仁|托娅|娜仁|那日苏|苏日娜|宝音|朝鲁|孟克|格日勒|哈斯|呼和|敖登|敖日格乐|巴雅尔|布和|"
    "乌云|乌兰|青格乐|吉日嘎拉|阿拉坦|买买提|艾力|吐尔逊|阿卜杜|古丽|阿依|热合曼|玉素甫|木拉提|库尔班|努尔|买提|艾买|尔肯|"
    "依力亚尔|迪力|木呷|曲比|沙马|吉克|尔古|惹|岩(?:温|罕|香|坎|叫|恩|甩|龙)|玉(?:罕|香|温|坎|应|腊|喃)"
)
_OF_PARTS = re.compile(rf"(?:{_PARTS}){{1,3}}(?:[{_SOUNDS}]{{1,4}})?")
_OF_SOUNDS = re.compile(
    rf"(?![{_SOUNDS}]?(?:马上|大多|平时|日夜|东西|大力|特别|多次|谢谢|那里))[{_SOUNDS}南文]{{3,10}}"
)

# With nothing before and behind, a full stop or a space stands for the dot: 阿卜杜热合曼.吐尔逊.
_APART = re.compile(rf"(?<![{HAN}])[{_SOUNDS}]{{3,8}}(?:\.\s?|\s)[{_SOUNDS}]{{3,8}}(?![{HAN}])")
_MANY_PARTS = re.compile(rf"(?:{_PARTS}){{2,3}}(?:[{_SOUNDS}]{{1,4}})?")


def find_dotted(words: str) -> Iterator[Span]:
    """Yield the spans of names with dots between their parts."""
    for found in _DOTTED.finditer(words):
        if not is_estate(words, found.start()):
            yield found.span()
    yield from (found.span() for found in _APART.finditer(words))


def may_be_foreign(words: str) -> Iterator[Span]:
    """Yield what is made of the words of such names, though nothing tells that somebody is meant."""
    yield from (found.span() for found in _MANY_PARTS.finditer(words))


def dotted_end(words: str, begin: int, *, or_other_signs: bool = False) -> int | None:
    """Return where a name in parts ends that is introduced.

    Args:
        words: folded text.
        begin: where the name begins.
        or_other_signs: true if full stops and hyphens may stand for dots.
    """
    for pattern in (_DOTTED, _WITH_SIGNS if or_other_signs else _WITH_DOTS):
        if found := pattern.match(words, begin):
            return found.end()
    return None


def sounded_end(words: str, begin: int) -> int | None:
    """Return where a name without dots ends that is introduced, if one is written by its sound."""
    ends = [found.end() for pattern in (_OF_PARTS, _OF_SOUNDS) if (found := pattern.match(words, begin))]
    return max(ends, default=None)
