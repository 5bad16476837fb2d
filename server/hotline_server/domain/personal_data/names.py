"""Names of people: after an introduction, beside a title or a role, or of foreign form."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import CLEAR, PLACES, is_person
from hotline_server.domain.personal_data.bynames import find_bynames
from hotline_server.domain.personal_data.folding import HAN, Folded, Span
from hotline_server.domain.personal_data.foreign_names import dotted_end, find_dotted, sounded_end
from hotline_server.domain.personal_data.given_names import GIVEN, NOT_GIVEN, TYPICAL, can_be_given, is_unusual
from hotline_server.domain.personal_data.name_forms import (
    AFTER_NAME,
    DISTINCT_SURNAME,
    HAN_SIGN,
    LONGEST_GIVEN,
    SURNAME,
    is_name,
    may_end,
    parted_end,
)
from hotline_server.domain.personal_data.no_persons import BEFALLS, NO_OFFENDER, is_nobody
from hotline_server.domain.personal_data.ordinary_words import BORNE, NO_LATIN_NAMES, NOBODY, ORDINARY_WORDS
from hotline_server.domain.personal_data.pairs import begins_word
from hotline_server.domain.personal_data.possible_names import HARDLY_WORDS
from hotline_server.domain.personal_data.rare_names import may_be_rare
from hotline_server.domain.personal_data.roles import ROLES
from hotline_server.domain.personal_data.surnames import COMMON, COMPOUND, DISTINCT, RARE
from hotline_server.domain.personal_data.titles import BEFORE_NAME, PARTICLES, THINGS, TITLE, find_titled
from hotline_server.domain.personal_data.unintroduced import find_unintroduced

_LATIN = re.compile(r"[a-z][a-z'’-]{1,20}(?:[\s.·]{1,2}[a-z][a-z'’-]{0,20}){0,3}")
_ADDRESSED = re.compile(
    r"(?<![a-z])(?:mr|mrs|ms|miss|dr)\.?\s[a-z]{2,20}(?:\s[a-z]{2,20})?|(?:my\sname\sis|i\sam\scalled)\s[a-z]{2,20}(?:\s[a-z]{2,20})?"
)
# 免贵姓褚, 狗主人姓褚; 张某, 梅某琳; 隔壁老贾, 快递员小曾.
_SURNAMED = re.compile(rf"姓(?:是)?((?:{COMPOUND}|[{COMMON}{RARE}]))(?![{HAN}])")
# 我姓高名兴, 我姓耳东陈，单名一个明字.
_IN_PARTS = re.compile(
    rf"姓(?:是|弓长|立早|木子|耳东|口天|双木|古月|言午)?((?:{COMPOUND}|[{COMMON}{RARE}]))[\s,，、]{{0,2}}(?:单名|名字|名)"
    rf"(?:一个|[\s是为叫:]{{0,2}})([{HAN}]{{1,2}}?)(?:字)?(?![{HAN}])"
)
# What a person does behind whose name it stands.
_DOES = re.compile(
    r"说|讲|反映|投诉|举报|拒|骂|打[人我他她了伤]|动手|收[了走我取过]|推[倒了我给诿]|不[归退肯给管让理来接服办承]|判[的了决]|答应|承诺|保证|态度|都收|从来|"
    r"挂[断我]|让我|叫我|要求|要我|威胁|辱|多次|拿[走了我]|偷|骗|欠|跑了|告诉|回复|答复|一直|天天|半夜|都?知道|帮[我忙]|绕|故意|"
    r"强行|带人|上门|效率|耐心|热情|主动|是个|(?:是|为)[男女]"
)
# 姓名：涂 志 强.
_SPACED = re.compile(
    r"(?:姓[^\S\n]{0,4}名|联系人|投诉人|反映人|举报人|申请人)[^\S\n]?[:\s][^\S\n]{0,3}"
    rf"((?:{COMPOUND}|[{COMMON}{RARE}])[^\S\n]{{1,3}}[{HAN}](?:[^\S\n]{{1,3}}[{HAN}]|[{HAN}])?)(?![{HAN}])"
)
_VEILED = re.compile(rf"(?:{COMPOUND}|[{COMMON}{DISTINCT}])某某?")
# 李Xiaoming, 王Sir; not 和APP.
_MIXED = re.compile(
    rf"(?:{COMPOUND}|[{COMMON}])\s?(?!(?:{'|'.join(sorted(NO_LATIN_NAMES))})(?![a-z]))[a-z]{{3,15}}(?![a-z0-9])"
)
_MIXED_BESIDE = re.compile(rf"(?![{''.join(sorted(PARTICLES | THINGS))}]){_MIXED.pattern}")
_LATIN_BESIDE = re.compile(r"[a-z]{3,12}(?:[\s.·]{1,2}[a-z]{2,20}){0,2}(?![a-z0-9])")
# Kevin老师, 理发店的Tony说.
_LATIN_TITLED = re.compile(r"(?<![a-z0-9])[a-z]{3,12}(?=\s?(?:先生|女士|小姐|老师|教练|医生|经理|总监|主管))")
_LATIN_OF = re.compile(r"(?<=的)[a-z]{3,12}(?=(?:老师)?(?:说|讲|骂|打[我人了]|收了|骗|答应|承诺|不[退给理]|[拒威跑]))")
# A name that is spelled: 弓长张, 建设的建，国家的国.
_SPELLED = re.compile(
    r"(?:弓长|立早|木子|耳东|口天|双木|古月|言午|三横一竖|草头|人禾|干勾|走肖|卯金刀|文刀|水工|人可|双人|女口)"
    rf"((?!来)[{COMMON}])(?![{HAN}])"
)
_SPELT_OUT = re.compile(rf"([{HAN}])([{HAN}])的((?:\1|\2))(?=[\s,，、。;；]|$)")
_SPELT_FEWEST = 2
# 被孙红雷打伤; 李建国、王秀英夫妇; @王大锤.
_SUFFERED = re.compile(rf"(?<=被){NO_OFFENDER}((?:{COMPOUND}|[{COMMON}])[{HAN}]{{1,2}}?)(?={BEFALLS})")
_RELATED = re.compile(
    rf"(?:((?:{COMPOUND}|[{COMMON}])[{HAN}]{{1,2}})[、和与])?((?:{COMPOUND}|[{COMMON}])[{HAN}]{{1,2}}?)"
    r"(?=夫妇|夫妻|两口子|父子|母子|父女|母女)"
)
_CALLED_ON = re.compile(rf"@((?:{COMPOUND}|[{COMMON}])[{HAN}]{{1,2}})")
_LISTED = re.compile(r"\s?(?:[、,，及和与]\s?|[、,，;；\s]{0,2}\d{1,2}[.、)）]\s?)")
_ROLL = re.compile(r"(?:名单|签名|联名|人员)[^。\n]{0,6}?[:：]?\s?1[.、)）]\s?")
_NO_GIVEN = NOT_GIVEN | AFTER_NAME
_STRONG = re.compile(
    r"(?:我(?:的名字)?(?:叫做|叫|名叫|名为)|本人(?:叫|名叫|姓名)|名字(?:叫做|叫|是|为)|名叫|真名|姓\s{0,4}名|署名|落款|"
    r"化名|曾用名|户名|收款人|开户人|持卡人|机主|收件人)[\s是为叫做:\"“'‘「【]{0,4}"
)
_SHORTEST = 2
# As rare, and in words: what boils over, and what is seen.
_NO_RARE_NAMES = frozenset("潽瞭啰")
# So many characters that write sounds are a name, whatever follows.
_SURE = 3
# Ends of what tells when.
_WHEN = frozenset("天年月日前后时午晚")
_INTRODUCING = BEFORE_NAME | _WHEN
# Behind these a name need not have a known surname.
_OF_FORMS = re.compile(r"(?:姓\s{0,4}名|署名|落款|名字|真名)[\s是为叫做:\"“'‘「【]{1,4}$")
# Who writes is named behind these, even without a sign between: 联系人成功，.
_REPORTS = re.compile(r"(?:[系诉报映请案警助电办事]人|户主|自称)$")
_WRITTEN = re.compile(r"(?:[系诉报映请案警助电办事]人|签名|署名|落款人?)[\s:]{1,3}$")
# Whom a complaint is about is a firm or an office as often: 投诉对象：万科.
_COMPLAINED_OF = re.compile(r"(?:投诉对象|被投诉人)[\s是为:]{0,3}$")
# 叫黄金的保安.
_OF_A_PERSON = re.compile(
    r"的(?:男|女|人|同志|保安|司机|师傅|老师|医生|护士|经理|主任|老板|业务员|工作人员|员工|房东|中介|客服|民警|警察|城管|队员|邻居|业主|朋友|同事)"
)
# Of name length and all that is said, with nothing that is in no name: 我叫翟天临, 联系人：朴树.
_ALONE = re.compile(
    rf"(?![{HAN}]{{0,3}}(?:[的了是我你您他她它们这那说没不把被让要得着过个又吗呢吧啊无略同详填]|什么|[救业停打][命护主工电]|外卖|物业|保安|滴滴|救护|出租|师傅|本人|来电|"
    rf"[{HAN}]{{2}}[会部局所室司院处店站厂队](?![{HAN}])))"
    rf"(?:{COMPOUND}[{HAN}]{{1,2}}|[{HAN}]{{2,3}})(?=[\s,，。.;；、!！?？)）(（\"”'’」】]|$)"
)
_INN = re.compile("酒[店楼吧家行]")
_NOT_CALLED = ORDINARY_WORDS | NOBODY
_FORMAL = re.compile(rf"[{HAN}]{{2,4}}(?=[\s,，。.;；、)）(（\"”'’」】]|$)")


def find_names(text: Folded) -> Iterator[Span]:
    """Yield the spans of what looks like a name."""
    words = text.words
    yield from _told(words)
    yield from find_titled(words)
    yield from find_dotted(words)
    yield from (found.span() for found in _ADDRESSED.finditer(words))
    for pattern in (_LATIN_TITLED, _LATIN_OF):
        yield from (found.span() for found in pattern.finditer(words) if found[0] not in NO_LATIN_NAMES)
    for pattern in (_SURNAMED, _SPELLED, _SPACED):
        for found in pattern.finditer(words):
            yield found.span(1)
    for found in _IN_PARTS.finditer(words):
        yield found.span(1)
        yield found.span(2)
    yield from find_bynames(words)
    for pattern in (_SUFFERED, _RELATED, _CALLED_ON):
        yield from _named(pattern, words)
    for find in (_veiled, _spelt_out, _rare, find_unintroduced):
        yield from find(words)


def _told(words: str) -> Iterator[Span]:
    """Yield the names behind what introduces one, and those that follow in a list."""
    walked: set[int] = set()
    for pattern, end_of in ((_STRONG, _introduced), (ROLES, _beside), (_ROLL, _in_list)):
        for found in pattern.finditer(words):
            if not is_nobody(words, found.end()) and (end := end_of(words, found.end())) is not None:
                yield found.end(), end
                yield from _listed_after(words, end, walked)


def _named(pattern: re.Pattern[str], words: str) -> Iterator[Span]:
    """Yield what a pattern takes for names, if it can be."""
    for found in pattern.finditer(words):
        for group, name in enumerate(found.groups(), 1):
            begin, end = found.span(group)
            if name and (surname := DISTINCT_SURNAME.match(words, begin)) and is_name(words, begin, surname.end(), end):
                yield begin, end


def _veiled(words: str) -> Iterator[Span]:
    """Yield names of which a part is left out: 张某, 梅某琳."""
    for found in _VEILED.finditer(words):
        given = words[found.end() : found.end() + 1]
        goes_on = bool(HAN_SIGN.match(given)) and given not in _NO_GIVEN and may_end(words, found.end() + 1)
        yield found.start(), found.end() + goes_on


def _rare(words: str) -> Iterator[Span]:
    """Yield names with a character that no common word has, where a person can be named: 昨天王䶮来过."""
    for begin, last in may_be_rare(words):
        end = last + (last - begin == _SHORTEST and words[last : last + 1] in TYPICAL)
        named = begin == 0 or not HAN_SIGN.match(words, begin - 1) or words[begin - 1] in _INTRODUCING
        is_none = words[end : end + 1] in PLACES or words[last - 1] in _NO_RARE_NAMES
        if named and words[begin] in CLEAR and not is_none:
            yield begin, end


def _listed_after(words: str, end: int, walked: set[int]) -> Iterator[Span]:
    """Yield the names of a list that goes on behind one, as far as nobody walked through it yet."""
    while end not in walked and (found := _LISTED.match(words, end)):
        walked.add(end)
        following = _in_list(words, found.end())
        if following is None:
            return
        yield found.end(), following
        end = following


def _in_list(words: str, begin: int) -> int | None:
    """Return where a name of a list ends; behind it the list goes on or ends."""
    if (surname := SURNAME.match(words, begin)) is None:
        return None
    for end in (surname.end() + 2, surname.end() + 1):
        if is_name(words, begin, surname.end(), end) and (
            end >= len(words) or not HAN_SIGN.match(words[end]) or words[end] in "等均也都联夫"
        ):
            return end
    return None


def _spelt_out(words: str) -> Iterator[Span]:
    """Yield the characters of a name that is told character by character: 建设的建，国家的国."""
    chain: list[re.Match[str]] = []
    for found in _SPELT_OUT.finditer(words):
        if chain and found.start() - chain[-1].end() > _SPELT_FEWEST:
            chain = []
        chain.append(found)
        if len(chain) == _SPELT_FEWEST:
            yield from (one.span(3) for one in chain)
        elif len(chain) > _SPELT_FEWEST:
            yield found.span(3)


def _introduced(words: str, begin: int) -> int | None:
    """Return where a name ends that was said to be one."""
    if end := parted_end(words, begin) or dotted_end(words, begin, or_other_signs=True):
        return end
    if found := _MIXED.match(words, begin):
        return found.end()
    if (end := sounded_end(words, begin)) is not None and may_end(words, end):
        return end
    if surname := SURNAME.match(words, begin):
        if _is_byname(words, begin, surname.end()):
            return surname.end() + LONGEST_GIVEN + 1
        for end in (surname.end() + LONGEST_GIVEN, surname.end() + 1):
            if is_name(words, begin, surname.end(), end):
                return end
    for finds in (_called_a_word, _of_no_list, _given_alone):
        if (found_end := finds(words, begin)) is not None:
            return found_end
    found = _LATIN.match(words, begin) or _alone(words, begin)
    return found.end() if found else None


def _alone(words: str, begin: int) -> re.Match[str] | None:
    """Return what is of the length of a name where one is said to be, and no ordinary word."""
    found = _ALONE.match(words, begin)
    if found is None or not _NOT_CALLED.isdisjoint((found[0], found[0][:2])):
        return None
    likely = SURNAME.match(words, begin) and words[begin] not in THINGS
    given = words[begin] == "阿" or (TYPICAL.issuperset(found[0][1:]) and not begins_word(words, begin))
    return found if likely or given else None


def _written(words: str, begin: int) -> int | None:
    """Return where a name ends that is written in a form, whatever it is: 联系人：朴树."""
    if _WRITTEN.search(words, max(0, begin - 8), begin) and (found := _alone(words, begin)):
        return found.end()
    return None


def _of_no_list(words: str, begin: int) -> int | None:
    """Return where a name ends whose surname is on no list: in a form, or with a likely given name, or rare (㐱强)."""
    if _OF_FORMS.search(words, max(0, begin - 8), begin) and (found := _FORMAL.match(words, begin)):
        return found.end() if can_be_given(found[0]) else None
    if not HAN_SIGN.match(words, begin):
        return None
    end, given = begin + 1 + LONGEST_GIVEN, words[begin + 1 : begin + 1 + LONGEST_GIVEN]
    if (
        len(given) == LONGEST_GIVEN
        and TYPICAL.issuperset(given)
        and may_end(words, end)
        and words[begin] not in NOT_GIVEN
    ):
        return None if begins_word(words, begin) else end
    if not is_unusual(words[begin]):
        return None
    ends = (begin + 1 + LONGEST_GIVEN, begin + 2)
    return next((end for end in ends if is_name(words, begin, begin + 1, end) and may_end(words, end)), None)


def _beside(words: str, begin: int) -> int | None:
    """Return where a name ends behind a role; it must be followed by what no name goes on with."""
    is_clear = words[begin : begin + 1] in CLEAR
    if end := parted_end(words, begin, is_said=is_clear) or dotted_end(words, begin):
        return end
    if found := _MIXED_BESIDE.match(words, begin):
        return found.end()
    if (end := sounded_end(words, begin)) is not None and (
        end - begin > _SURE or may_end(words, end) or _DOES.match(words, end)
    ):
        return end
    if (found := _LATIN_BESIDE.match(words, begin)) and found[0].split()[0] not in NO_LATIN_NAMES:
        return found.end()
    called = words[begin - 1 : begin] == "叫"
    introduced = called or words[begin - 1 : begin] in ":名" or _REPORTS.search(words, max(0, begin - 3), begin)
    said = introduced and not _COMPLAINED_OF.search(words, max(0, begin - 8), begin)
    always = (_acts_by_a_word, _given_alone)
    for finds in (_called_a_word, _written, *always) if said else always:
        if (word_end := finds(words, begin)) is not None:
            return word_end
    surname = SURNAME.match(words, begin)
    if surname is None or (called and surname[0] in THINGS):
        return None
    among = called and words[begin - 2] not in "就他她,，"
    told = surname[0] not in PARTICLES and (among or DISTINCT_SURNAME.match(words, begin))
    for end in (surname.end() + LONGEST_GIVEN, surname.end() + 1):
        if is_name(words, begin, surname.end(), end) and (
            (told and _ends_as_name(words, begin, surname.end(), end))
            or (not TITLE.match(words, surname.end()) and is_person(words, begin, surname.end(), end))
        ):
            return end
    return None


def _given_alone(words: str, begin: int) -> int | None:
    """Return where a given name ends that stands for the whole: 邻居秀芹天天吵."""
    end = begin + LONGEST_GIVEN
    given = words[begin:end]
    if len(given) < LONGEST_GIVEN or not HARDLY_WORDS.issuperset(given):
        return None
    if given[1] in PLACES or begins_word(words, begin) or _INN.match(words, end):
        return None
    return end if may_end(words, end) or _DOES.match(words, end) else None


def _ends_as_name(words: str, begin: int, middle: int, end: int) -> bool:
    """Return whether what follows a name, or its characters, tell that it ends there; not 张口 in 张口就骂."""
    given = words[middle:end]
    is_clear = words[begin] in CLEAR
    named = TYPICAL.issuperset(given) and (is_clear or len(given) == LONGEST_GIVEN)
    named = named or (is_clear and words[begin:end] in BORNE)
    is_word = begins_word(words, begin) and HAN_SIGN.match(words, end) and not (is_clear and len(given) > 1)
    if is_word and not (named or (_DOES.match(words, end) and not is_clear)):
        return False
    return may_end(words, end) or GIVEN.issuperset(given)


def _called_a_word(words: str, begin: int) -> int | None:
    """Return where an ordinary word ends that is said to be a name, and is all that is said: 我叫黄金，."""
    for end in (begin + 2, begin + 3):
        word = words[begin:end]
        ends = end >= len(words) or not HAN_SIGN.match(words[end]) or _OF_A_PERSON.match(words, end)
        if ends and SURNAME.match(word) and NOBODY.isdisjoint((word, word[:2])):
            return end if word in ORDINARY_WORDS | BORNE else None
    return None


def _acts_by_a_word(words: str, begin: int) -> int | None:
    """Return where an ordinary word ends behind a role that does what a person does: 保安黄金打人."""
    end = begin + 2
    if words[begin:end] not in BORNE:
        return None
    alone = words[begin - 2 : begin] == "我是" and (end >= len(words) or not HAN_SIGN.match(words[end]))
    return end if alone or _DOES.match(words, end) else None


def _is_byname(words: str, begin: int, middle: int) -> bool:
    """Return whether three characters behind a surname, and nothing else, are what somebody is called: 王二麻子."""
    end = middle + LONGEST_GIVEN + 1
    alone = end >= len(words) or not HAN_SIGN.match(words[end])
    return alone and AFTER_NAME.isdisjoint(words[middle:end]) and is_name(words, begin, middle, end)
