"""Phone numbers, identity cards and bank cards: runs of digits, told apart by form and by what stands before."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hotline_server.domain.personal_data.chains import Gap, Group, chains
from hotline_server.domain.personal_data.folding import HAN, Folded, Span

_LONGEST = 20
_SHORTEST_CARD, _SHORTEST_DOCUMENT, _SHORTEST_DIALLED = 12, 7, 11
_PROVINCES = "1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91"
_MONTH_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_IDENTITY = re.compile(rf"(?:{_PROVINCES})\d{{4}}(?:19|20)\d\d{_MONTH_DAY}\d{{3}}[\dx]")
# The number of a disabled person's certificate: that of the identity card, and two digits.
_OF_DISABLED = re.compile(rf"{_IDENTITY.pattern}[1-7][1-4]")
_OLD_IDENTITY = re.compile(rf"(?:{_PROVINCES})\d{{4}}\d\d{_MONTH_DAY}\d{{3}}")
_MOBILE = re.compile(r"(?:(?:00)?86|0)?1[3-9]\d{9}")
_AREA = r"(?:10|2[0-57-9]|3[1-9]\d|4[1-8]\d|5[1-9]\d|6[36]\d|7[0-9]\d|8[1-9]\d|9[0-9]\d)"
_LANDLINE = re.compile(rf"(?:(?:00)?860?|0){_AREA}[2-8]\d{{6,7}}")
# With the numbers behind which platforms hide those of their customers: 95013812345678.
_SERVICE = re.compile(r"[48]00\d{7}|950\d{8,12}")
_NEIGHBOURS = re.compile(r"(?:00)?85[23][2-9]\d{7}|(?:00)?886\d{8,10}|09\d{8}")
_FOREIGN = re.compile(r"[1-9]\d{6,14}")
_BANK = re.compile(r"(?:62|4\d|5[0-5]|35|36|37|60|65|68|69|90|94|95|98)\d{14,17}")
_LOCAL = re.compile(r"[2-8]\d{6,7}")
_SHORT = re.compile(r"9[56]\d{3,4}")
_DATE = re.compile(rf"(?:19|20)\d\d{_MONTH_DAY}")
# Years and round amounts, of which ranges are written: 2017-2019, 5000-8000.
_NO_HALF = re.compile(r"(?:19|20)\d\d|\d\d00")
_X = re.compile(r"[^0-9a-z\u3400-\u9fff]{0,4}(?:[大小]写|字母)?(?:[x×✕✖叉]|艾克斯)(?![a-z])")
_EXTENSION = re.compile(
    r"[\s,，()（）-]{0,4}(?:转分机|转接|转|分机号?|ext(?:ension)?\.?|#|;ext=)[\s:：是]{0,3}\d{1,6}(?!\d)"
)
_DASHED = re.compile(r"\s?[-—*x×#]\s?\d{3,4}(?![\d-])")
# Behind a number, this proves that it is one of a telephone.
_PUT_THROUGH = re.compile(r"[\s,，(（-]{0,3}(?:转分机|转接?|分机号?)[\s:：是]{0,3}\d{1,6}(?!\d)")
_CALLED = re.compile(
    r"(?:电话|座机|固话|宅电|小灵通|手机|号码|联系(?:方式)?|拨打?|致电|热线|传真|来电|呼叫|打给|打过?|客服|tel|phone|fax|mobile|call)"
    r"[^0-9。！？\n]{0,6}$"
    r"|(?:前台|总机|值班室|找我|家里)[\s是为:(（]{0,3}$"
)
_CARD = re.compile(r"(?:卡号|银行卡?|账号|账户|帐号|工行|建行|农行|中行|邮储|社保卡|医保卡)[^0-9。！？\n]{0,8}$")
_IDENTIFIES = re.compile(
    r"(?:证件|身份证|护照|通行证|台胞证|回乡证|居留证|居住证|残疾人?证|军官证|驾驶证|驾照|社保)[^0-9。！？\n]{0,8}$"
)
# Numbers of papers, orders and the like, which say 号 or 号码 too.
_PAPERS = "订单|工单|案件|合同|发票|受理|流水|批次|序列|许可证?|票据|回执|档案|物流|快递"
_OF_PAPERS = re.compile(rf"(?:(?:{_PAPERS})(?:单?号码?|编号)?|文号|编号|单号)[\s:#是为()\[\].、-]{{0,4}}$")
# What has the form of a mobile number is none of a paper unless 号 says so: 订单号13800138000, but 请受理13800138000.
_NUMBERED = re.compile(rf"(?:(?:{_PAPERS})(?:单?号码?|编号)|文号|编号|单号)[\s:#是为]{{0,3}}$")
# The end of a number: 工行尾号6785, 尾号8000的手机.
_WITH_TAIL = "[工建农中商邮]行|银行|存折|电话|手机号?|号码|卡"
_TAIL = re.compile(
    rf"(?:{_WITH_TAIL})的?(?:尾号|[后末]4位)[是为:\s]{{0,3}}(\d{{4}})(?!\d)"
    rf"|(?:尾号|[后末]4位)[是为:\s]{{0,3}}(\d{{4}})的(?:[那这][个张])?[\u4e00-\u9fff]{{0,2}}?(?:{_WITH_TAIL})"
)
# Numbers of which signs hide a part: 138****8000, 430103********551X, 6222***6785.
_SIGNS = "x*×✕✖·•●○◯?※█■□"
_HIDDEN_IN_PART = re.compile(
    rf"(?<![\da-z])(1[3-9]\d[{_SIGNS}_-]{{3,6}}\d{{4}}|(?:{_PROVINCES})\d{{2,10}}[{_SIGNS}]{{3,14}}\d{{1,3}}[\dx])(?![\da-z])"
)
# The end told first, or its thousands by a word: 尾号6000，前面是1360013; 1360013六千.
_REVERSED = re.compile(
    r"[尾后末](?:号|4位)[是为:\s]{0,2}\d{4}[\s,，、;；]{0,2}(?:前面|前7位|开头)的?[是为:\s]{0,2}1[3-9]\d{5}(?!\d)"
    r"|(?<!\d)1[3-9]\d\s?\d{4}\s?[1-9]千(?![\d元块米克瓦字人名])"
)
# Between two numbers of one telephone: 84510012/84510013.
_ANOTHER = re.compile(r"\s?[/、,，;；或和及]\s?([2-8]\d{2,3}[\s-]?\d{4})(?!\d)")
_NO_DIGIT = re.compile(r"\D")
# Digits in letters: yao san ba ling ling, one three eight zero.
_WORDS_FOR_DIGITS = (
    "zero|oh|one|two|three|four|five|six|seven|eight|nine|ling|dong|yao|yi|er|liang|san|si|wu|liu|qi|guai|ba|jiu|gou"
)
_IN_LETTERS = re.compile(rf"(?<![a-z])(?:(?:{_WORDS_FOR_DIGITS})[1-5]?[\s,.、-]{{0,3}}){{7,18}}(?<![\s,.、-])(?![a-z])")
# With letters or a character between: 136a0013b6000, 136哈0013哈6000; not 139户2024年1200元.
_COUNTED = (
    "元户年月日号人个位岁点分秒次件套平米斤吨天周条名辆栋层楼幢座万千百亿块度时路线区组队级期章款项页第至到和与及或"
)
_INTERLEAVED = re.compile(
    rf"(?<![a-z0-9])[0-9]{{1,8}}(?:(?:[a-z]{{1,3}}|(?![{_COUNTED}])[{HAN}])[0-9]{{1,8}}){{1,17}}(?:x(?![a-z0-9]))?(?![0-9])"
)
_DIGITS = re.compile("[0-9]+")
_UNIT = re.compile(
    r"\s?(?:元|万|亿|块|人|平|米|吨|个|户|度|公里|千|斤|件|次|瓦|立方|升|棵|辆|套|亩|年|月|天|%|％|股|份|m|kg|km)"
)
_MONEY = re.compile(r"\s?(?:元(?![旦宵月])|块钱|万元)")
_BEFORE = 24
_TYPICAL = {
    (3, 4, 4), (3, 3, 5), (4, 3, 4), (4, 4, 3), (3, 8), (7, 4), (5, 6), (6, 5), (2, 3, 4, 4), (2, 11), (4, 4),
    (3, 3, 4), (6, 8, 4), (6, 8, 3), (6, 6, 3), (4, 4, 4, 4), (4, 4, 4, 4, 3),
}  # fmt: skip
_OF_CARDS = {(4, 4, 4, 4), (4, 4, 4, 4, 3)}
# Ways to break a mobile number at the ends of lines, and the beginnings of those that are in use.
_WRAPPED, _HALVES = {(3, 4, 4), (3, 3, 5)}, 2
_IN_USE = re.compile(r"(?:86|0)?1(?:3\d|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|8\d|9[0-35-9])\d{8}")
_ADDRESS_GROUPS, _OCTET = 4, 255
_LUHN = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)


@dataclass(frozen=True, slots=True)
class _Run:
    """Groups of digits with what stands between them, taken for one number.

    Attributes:
        text: folded text in which they are.
        groups: themselves.
        digits: all digits.
    """

    text: Folded
    groups: Sequence[Group]
    digits: str

    @property
    def begin(self) -> int:
        return self.groups[0].begin

    @property
    def end(self) -> int:
        return self.groups[-1].end

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(len(group.digits) for group in self.groups)

    @property
    def gaps(self) -> list[str]:
        return [
            self.text.digits[one.end : other.begin] for one, other in zip(self.groups, self.groups[1:], strict=False)
        ]

    @property
    def gap(self) -> Gap:
        """What joins the groups least."""
        return max((group.gap for group in self.groups[1:]), default=Gap.SIGNS)

    def follows(self, pattern: re.Pattern[str]) -> bool:
        """Return whether what stands before ends in a pattern."""
        return pattern.search(self.text.words, max(0, self.begin - _BEFORE), self.begin) is not None

    @property
    def is_counted(self) -> bool:
        """Whether a unit follows."""
        return _UNIT.match(self.text.words, self.end) is not None

    @property
    def is_plain(self) -> bool:
        """Whether what stands between the groups joins them rather than listing or grouping thousands."""
        shape, gaps = self.shape, self.gaps
        if len(shape) == 1 or self.gap or shape in _TYPICAL or set(shape) == {1}:
            return True
        strict = "".join(gaps)
        if any(sign in strict for sign in ",，、:："):
            return False
        return not (set(gaps) == {"."} and self._is_address)

    @property
    def _is_address(self) -> bool:
        return len(self.groups) == _ADDRESS_GROUPS and all(int(group.digits) <= _OCTET for group in self.groups)


def find_numbers(text: Folded) -> Iterator[Span]:
    """Yield the spans of phone numbers, identity cards and bank cards."""
    for pattern in (_TAIL, _HIDDEN_IN_PART, _REVERSED):
        for found in pattern.finditer(text.digits):
            yield found.span(found.lastindex or 0)
    for found in _IN_LETTERS.finditer(text.words):
        yield found.span()
    yield from (found.span() for found in _INTERLEAVED.finditer(text.digits) if _is_interleaved(found[0]))
    for chain in chains(text.digits):
        first = 0
        while first < len(chain):
            taken = _take(text, chain, first)
            if taken is None:
                first += 1
                continue
            count, end = taken
            begin = chain[first].begin
            yield begin_with_sign(text.digits, begin), end
            yield from _others(text.digits, begin, end)
            first += count
            while first < len(chain) and chain[first].begin < end:
                first += 1


def _is_interleaved(written: str) -> bool:
    """Return whether digits with letters between are a mobile number in its usual groups, or an identity card."""
    groups = _DIGITS.findall(written)
    digits, shape = "".join(groups), tuple(map(len, groups))
    if _IN_USE.fullmatch(digits):
        return shape in _TYPICAL or set(shape) == {1}
    return _IDENTITY.fullmatch(digits if written[-1] != "x" else f"{digits}x") is not None


def _others(digits: str, begin: int, end: int) -> Iterator[Span]:
    """Yield the numbers without area code that stand beside one: 84510012/84510013."""
    number = _NO_DIGIT.sub("", digits[begin:end])
    if not (_LOCAL.fullmatch(number) or _LANDLINE.fullmatch(number)):
        return
    while other := _ANOTHER.match(digits, end):
        begin, end = other.span(1)
        if _DATE.fullmatch(other[1]) or _UNIT.match(digits, end):
            return
        yield begin, end


def extension_end(digits: str, end: int) -> int | None:
    """Return where the extension of a phone number ends that ends at ``end``; ``None`` if it has none."""
    found = _EXTENSION.match(digits, end)
    return found.end() if found else None


def dashed_end(digits: str, end: int) -> int | None:
    """Return where the extension of a landline ends that a mere sign joins to it: 0731-84510012-603."""
    found = _DASHED.match(digits, end)
    return found.end() if found else None


def _take(text: Folded, chain: Sequence[Group], first: int) -> tuple[int, int] | None:
    """Return how many groups from ``first`` on are one number and where it ends; the longest, if any."""
    digits = ""
    best = None
    for last in range(first, len(chain)):
        digits += chain[last].digits
        if len(digits) > _LONGEST:
            break
        run = _Run(text, chain[first : last + 1], digits)
        if (stop := _end_of(run)) is not None:
            best = (last - first + 1, stop)
    return best


def _end_of(run: _Run) -> int | None:
    """Return where a number ends that these digits are; ``None`` if they are none."""
    if run.gap and not _is_whole(run):
        return None
    if (x := _X.match(run.text.digits, run.end)) and _IDENTITY.fullmatch(f"{run.digits}x") and run.is_plain:
        return x.end()
    if _is_phone(run):
        is_landline = _LANDLINE.fullmatch(run.digits) or _LOCAL.fullmatch(run.digits)
        dashed = dashed_end(run.text.digits, run.end) if is_landline else None
        return extension_end(run.text.digits, run.end) or dashed or run.end
    return run.end if _is_document(run) else None


def _is_whole(run: _Run) -> bool:
    """Return whether digits between which words or the end of a line stand are one number for sure."""
    if run.gap is Gap.LINES:
        few = len(run.groups) == _HALVES or run.shape in _WRAPPED or set(run.shape) == {1}
        return few and _IN_USE.fullmatch(run.digits) is not None
    if _IN_USE.fullmatch(run.digits) or _IDENTITY.fullmatch(run.digits) or _IDENTITY.fullmatch(f"{run.digits}x"):
        return True
    if run.follows(_CARD) or run.follows(_IDENTIFIES) or run.shape in _OF_CARDS:
        return len(run.digits) >= _SHORTEST_CARD
    return run.follows(_CALLED) and (run.shape == (4, 4) or _LANDLINE.fullmatch(run.digits) is not None)


def _is_phone(run: _Run) -> bool:
    digits = run.digits
    is_mobile = _MOBILE.fullmatch(digits) is not None
    if run.follows(_NUMBERED if is_mobile else _OF_PAPERS) and not run.follows(_CALLED):
        return False
    if _has_plus(run) and _FOREIGN.fullmatch(digits) and not run.is_counted:
        return run.is_plain
    if is_mobile:
        return run.is_plain and (run.follows(_CALLED) or not _MONEY.match(run.text.words, run.end))
    if run.is_counted:
        return False
    if _LANDLINE.fullmatch(digits) or _SERVICE.fullmatch(digits) or _NEIGHBOURS.fullmatch(digits):
        return run.is_plain
    if digits.startswith("00") and _FOREIGN.fullmatch(digits[2:]) and len(digits) >= _SHORTEST_DIALLED:
        return run.is_plain
    if _LOCAL.fullmatch(digits):
        return run.is_plain and not _DATE.fullmatch(digits) and _is_told_to_be_local(run)
    return _SHORT.fullmatch(digits) is not None and len(run.groups) == 1 and run.follows(_CALLED)


def _is_told_to_be_local(run: _Run) -> bool:
    """Return whether what stands around a number without area code, or how it is written, tells what it is."""
    return run.follows(_CALLED) or _is_split(run) or _PUT_THROUGH.match(run.text.digits, run.end) is not None


def _is_split(run: _Run) -> bool:
    """Return whether a number without area code is written as people write those: 8451-0012, 8451 0012."""
    halves = [group.digits for group in run.groups]
    return run.shape == (4, 4) and run.gaps[0] in ("-", " ", "—") and not any(map(_NO_HALF.fullmatch, halves))


def _is_document(run: _Run) -> bool:
    digits = run.digits
    if not run.is_plain:
        return False
    if (
        _IDENTITY.fullmatch(digits)
        or _OF_DISABLED.fullmatch(digits)
        or (run.shape in _OF_CARDS and _BANK.fullmatch(digits))
    ):
        return True
    if _OLD_IDENTITY.fullmatch(digits) and not run.follows(_OF_PAPERS):
        return True
    if len(digits) >= _SHORTEST_CARD and (run.follows(_CARD) or run.follows(_IDENTIFIES)):
        return True
    if run.follows(_IDENTIFIES) and len(digits) >= _SHORTEST_DOCUMENT:
        return True
    return _BANK.fullmatch(digits) is not None and _has_check_digit(digits) and not run.follows(_OF_PAPERS)


def _has_check_digit(digits: str) -> bool:
    """Return whether the last digit is that of Luhn's formula."""
    places = enumerate(map(int, reversed(digits)))
    return sum(_LUHN[digit] if place % 2 else digit for place, digit in places) % 10 == 0


def _has_plus(run: _Run) -> bool:
    return "+" in run.text.digits[max(0, run.begin - 2) : run.begin]


def begin_with_sign(digits: str, begin: int) -> int:
    """Return where a number begins with the plus sign and bracket before it."""
    while begin and digits[begin - 1] in "+(":
        begin -= 1
    return begin
