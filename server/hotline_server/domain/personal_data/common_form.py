"""Names of the commonest form, wherever they stand free: 转给了韩志鹏，."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import CLEAR
from hotline_server.domain.personal_data.folding import HAN, Span
from hotline_server.domain.personal_data.given_names import NAMED_WORDS, TYPICAL
from hotline_server.domain.personal_data.name_forms import may_end
from hotline_server.domain.personal_data.ordinary_words import GIVEN_WORDS
from hotline_server.domain.personal_data.pairs import begins_word
from hotline_server.domain.personal_data.possible_names import is_place, runs_on
from hotline_server.domain.personal_data.unintroduced import is_called, is_free

# Other surnames that begin few words with two characters of names.
_RATHER_CLEAR = CLEAR | frozenset("何夏马付于任田方费温申卜苟兰柏")
# Within others, too; 家 at the end is mostly somebody's home.
_OF_COMMON_FORM = re.compile(
    rf"(?=([{''.join(sorted(_RATHER_CLEAR))}][{''.join(sorted(TYPICAL))}][{''.join(sorted(TYPICAL - {'家'}))}]))"
)
# Words of what is done as well: 任学生在外面.
_DOING = frozenset("任付于何费申方")
# 龙凤山, 吕梅庄.
_ENDS_PLACES = frozenset("山庄湖岭城")
# What is called after people: 李建国面馆.
_CALLED_AFTER = re.compile(
    f"[面粉餐饭酒药茶]|[{HAN}]{{0,3}}(?:胶囊|颗粒|口服液)|演唱|演出|公司|集团|超市|诊所|律师|工作室|火锅|烧烤|故居|纪念|中医|牙科|口腔|品牌|专卖"
)


def find_of_common_form(words: str) -> Iterator[Span]:
    """Yield whatever is of the commonest form of names, and stands where one can begin and end."""
    for found in _OF_COMMON_FORM.finditer(words):
        if _stands_free(words, *found.span(1)):
            yield found.span(1)


def _stands_free(words: str, begin: int, end: int) -> bool:
    """Return whether a name stands where one can begin and end."""
    if begins_word(words, begin) or not is_free(words, begin) or words[end - 1] in _ENDS_PLACES:
        return False
    given = words[end - 2 : end]
    if words[begin] in _DOING and begins_word(words, end - 2) and given not in NAMED_WORDS | GIVEN_WORDS:
        return False
    if not is_called(words, begin, end) or is_place(words, end) or _CALLED_AFTER.match(words, end):
        return False
    # 黄永成电话, but not 林权权利人.
    if begins_word(words, end):
        return may_end(words, end) or not runs_on(words, end)
    return may_end(words, end) and not runs_on(words, end)
