"""E-mail addresses and names in messaging services."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import Folded, Span

_IS = r"(?:账号|帐号|名字|名称|昵称|网名|号码|名|号|id)?[\s是为叫:=\"'“‘「【()（）-]{0,4}"
_ACCOUNT = r"[a-z0-9][a-z0-9_.-]{4,31}"
_SERVICES = (
    r"微{1,2}\s?信|[薇威徽维唯]\s?[信芯]|v\s?[信芯x]|v❤|w\s?x|we\s?chat|wei\s?xin|扣扣|企鹅号?|q\s?q|抖音|快手|微博|钉钉|飞书|小红书|陌陌|"
    r"支付宝|支付寳|telegram|whats\s?app|line|skype|淘宝|旺旺"
)
_EMAIL = re.compile(
    r"[a-z0-9._%+-]{1,64}\s?@\s?[a-z0-9-]{1,63}(?:\s?[.。]\s?[a-z0-9-]{1,63}){1,4}"
    r"|[a-z0-9._%+-]{2,64}\s?(?:[(\[{〔【]\s?at\s?[)\]}〕】]|\bat\b|艾特|#)\s?[a-z0-9-]{1,63}\s?(?:\.|点|\bdot\b)\s?(?:com|cn|net|org|edu|gov)"
)
_NUMBERED = re.compile(rf"(?:{_SERVICES}){_IS}{_ACCOUNT}(?![a-z0-9])")
_SHORTHAND = re.compile(
    rf"(?:(?<=加)|(?<=加我)|(?<=我的)|(?<=联系))[\s]?(?:v|vx|wx|q|微|薇|扣)[\s:是号]{{0,3}}{_ACCOUNT}(?![a-z0-9])"
    rf"|(?<![a-z0-9])(?:v|vx|wx|q|微|薇|扣)\s?:\s?{_ACCOUNT}(?![a-z0-9])"
)
_NAMED = re.compile(
    rf"(?:{_SERVICES})(?:的)?(?:名字|昵称|网名|名称|名)[\s是叫为:]{{0,3}}[\"“'‘「【]?([^\s,，。；;!！?？\"”'’」】]{{1,16}})"
)
_MENTIONED = re.compile(r"(?<![a-z0-9._%+-])@[a-z][a-z0-9_.]{3,30}")
_NOT_AN_ACCOUNT = re.compile(r"(?:app|http|www|com$)")


def find_accounts(text: Folded) -> Iterator[Span]:
    """Yield the spans of e-mail addresses and of names in messaging services, with the service's own."""
    for found in _EMAIL.finditer(text.words):
        yield found.span()
    for found in _MENTIONED.finditer(text.words):
        yield found.span()
    for pattern in (_NUMBERED, _SHORTHAND):
        for found in pattern.finditer(text.digits if pattern is _SHORTHAND else text.words):
            if not _NOT_AN_ACCOUNT.search(found[0]):
                yield found.span()
    for found in _NAMED.finditer(text.words):
        yield found.span()
