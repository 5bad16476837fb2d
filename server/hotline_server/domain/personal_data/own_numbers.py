"""Numbers that callers say are their own: 我的手机是13912345678, 联系电话：0731-84510012."""

import re
from functools import lru_cache

from hotline_server.domain.personal_data.folding import HAN, Folded, fold
from hotline_server.domain.personal_data.numbers import find_numbers

_ME = "(?:我|本人|俺|咱)(?:们|家|自己|本人)?"
_NUMBER = "手机|电话|座机|固话|小灵通|联系方式|联络方式|微信|薇信|qq|扣扣|身份证|银行卡|卡"
_WHICH = "(?:的|这个|现在|常用|备用|另一个|另外|第二个|新|移动|联系|回访)"
_SAID = r"(?:号码?)?(?:同号)?(?:也|就|都)?(?:[\s是为叫:,()=]|号码){0,4}$"
# 我的手机是, 打我电话, 加我微信, 我号码.
_OF_MINE = rf"{_ME}{_WHICH}{{0,3}}(?:(?:{_NUMBER}){{1,2}}|号){_SAID}"
# 联系我, 打给我, 找我.
_TO_ME = rf"(?:联系|找|打给?|拨打?|回复?|回拨|致电|告诉|通知|告知|短信给?|发给|加){_ME}[\s:,(]{{0,3}}$"
# 联系电话：, wherever; whose else is told before it: 物业联系电话.
_TO_BE_CALLED = rf"(?:^|[^{HAN}])(?:我的?|可)?(?:联系|回访|回电|联络)人?(?:电话|手机|方式){_SAID}"
# 手机, where the caller was named before it in the sentence and nobody else since, or at the beginning of a line.
_NAMED = "(?:我是|我叫|我姓|我名|本人|姓名|自称|(?:联系|反映|投诉|举报|求助|来电|申请|报案|报警)人)"
_NOBODY_ELSE = r"(?:(?!投诉|举报|[他她]|对方|司机|老板|物业)[^。！？!?\n]){0,30}?"
_NEXT = rf"(?:^|\n|{_NAMED}{_NOBODY_ELSE}[^{HAN}0-9])(?:手机|电话|座机|固话){_SAID}"
_BEFORE = re.compile(f"{_OF_MINE}|{_TO_ME}|{_TO_BE_CALLED}|{_NEXT}")
# 13912345678是我的电话, 13912345678，我的手机.
_BEHIND = re.compile(
    rf"[\s,(]{{0,2}}(?:这个?)?(?:(?:就|才)?[是为]{_ME}(?:的|{_NUMBER}|号|(?![{HAN}]))|{_ME}的(?:{_NUMBER}|号))"
)
# Between two numbers of one owner: 或13700137000.
_AND = re.compile(r"[\s,、/;]{0,2}(?:或者?|和|以及|及|还有|也可以?打?|、|/|,)[\s:]{0,2}")
_LOOKED_AT = 48
_NO_DIGIT = re.compile(r"\D")


@lru_cache(maxsize=128)
def own_numbers(text: str) -> tuple[str, ...]:
    """Return the digits of the numbers that a caller says are their own, in order."""
    folded, found, last = fold(text), [], -1
    for begin, end in sorted(set(find_numbers(folded))):
        follows = last >= 0 and _AND.fullmatch(folded.words, last, begin)
        if follows or _is_own(folded, begin, end):
            last = end
            found.append(_NO_DIGIT.sub("", folded.digits[begin:end]))
    return tuple(dict.fromkeys(found))


def _is_own(text: Folded, begin: int, end: int) -> bool:
    before = text.words[max(0, begin - _LOOKED_AT) : begin]
    return _BEFORE.search(before) is not None or _BEHIND.match(text.words, end) is not None
