"""E-mail addresses and names in messaging services."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import Folded, Span

_IS = r"\s{0,2}(?:账号|帐号|名字|名称|昵称|网名|号码|名|号|id)?[\s是为叫:=\"'“‘「【()（）-]{0,4}"
_ACCOUNT = r"[a-z0-9][a-z0-9_.-]{4,31}"
_SERVICES = (
    r"微{1,2}\s?信|[薇威徽维唯微v]\s?[信芯心❤♥♡💓💕💖💗💘💙💚💛💜💝🖤🧡]信?|v\s?x|w\s?x|(?:电子)?邮箱|we\s?chat|wei\s?xin|扣扣|蔻蔻|球球|企鹅|卫星(?=号|:)|绿泡泡|q\s?q|抖音|快手|微博|钉钉|飞书|小红书|陌陌|"
    r"支付宝|支付寳|闲鱼|咸鱼|拼多多|转转|知乎|贴吧|豆瓣|探探|脸书|推特|facebook|instagram|tiktok|twitter|b站|telegram|whats\s?app|line|skype|淘宝|旺旺"
)
_OPEN, _CLOSE = r"[(\[{<〔【《「]\s?", r"\s?[)\]}>〕】》」]"
_AT = rf"(?:{_OPEN}(?:at|@|艾特|圈a){_CLOSE}|\bat\b|[_-]at[_-]|艾特|圈a|小老鼠|#)"
_DOT = rf"(?:{_OPEN}(?:dot|点|\.){_CLOSE}|[.。点]|\bdot\b|[_-]dot[_-])"
_EMAIL = re.compile(
    rf"[a-z0-9._%+-]{{1,64}}\s?@\s?[a-z0-9-]{{1,63}}(?:\s?{_DOT}\s?[a-z0-9-]{{1,63}}){{1,4}}"
    rf"|[a-z0-9._%+-]{{2,64}}?\s?{_AT}\s?[a-z0-9-]{{1,63}}?\s?{_DOT}\s?(?:com|cn|net|org|edu|gov)"
)
_DATE = r"(?:19|20)\d\d[\s./-](?:0?[1-9]|1[0-2])(?:[\s./-](?:0?[1-9]|[12]\d|3[01]))?(?![\s./-]?\d(?!\d?:\d\d))"
# Of 5 to 11 digits together: 327 881 502, but not 12 34.
_IN_GROUPS = r"(?=(?:[\s-]?\d){5,11}(?![\s-]?\d))[1-9]\d{1,4}(?:[\s-]\d{2,4}){1,4}"
_NUMBERED = re.compile(
    rf"(?:{_SERVICES}){_IS}(?!{_DATE}){_ACCOUNT}(?![a-z0-9])|"
    rf"(?:q\s?q|扣扣|蔻蔻|球球|企鹅){_IS}(?!{_DATE}){_IN_GROUPS}(?!\s?[\da-z元块只人个群])"
)
_SHORT = "(?:v|vx|wx|q|微|薇|威|扣|球)"
_SHORTHAND = re.compile(
    rf"(?:(?<=[加➕+])|(?<=加我)|(?<=我的)|(?<=联系))\s?{_SHORT}(?:[号是]|[^0-9a-z\u3400-\u9fff,，。;；、@]){{0,3}}{_ACCOUNT}(?![a-z0-9])"
    rf"|(?<![a-z0-9]){_SHORT}\s?:\s?{_ACCOUNT}(?![a-z0-9])|[微薇威v扣]我\s?:?\s?{_ACCOUNT}(?![a-z0-9])"
    r"|(?<![a-z0-9])q号[\s:是为]{0,3}[1-9]\d{4,10}(?!\d)"
)
_OF_SOMEBODY = "的(?:那个?|这个?|人|用户|网友|好友|男|女|中介|商家|卖家)"
_NAMED = re.compile(
    rf"(?:{_SERVICES})(?:的)?(?:(?:名字|昵称|网名|名称|名)[\s是叫为:]{{0,3}}[\"“'‘「【]?([^\s,，。；;!！?？\"”'’」】]{{1,16}}?)"
    rf"(?={_OF_SOMEBODY}|[\s,，。；;!！?？\"”'’」】]|$)|叫[^\s,，。；;!！?？]{{2,12}}?(?={_OF_SOMEBODY}))"
)
_MENTIONED = re.compile(r"(?<![a-z0-9._%+-])@[a-z][a-z0-9_.]{3,30}")
# 我微博叫爱吃鱼的猫; an account that is an address in part: 支付宝账号zs@126.
_OWN = re.compile(
    rf"(?<=我)的?(?:{_SERVICES})(?:号|名|昵称|网名)?叫(?!人[盗骗偷封冒]|别人|[他她不])([^\s,，。；;!！?？]{{2,12}})(?=[\s,，。；;!！?？]|$)"
    rf"|(?:{_SERVICES}|账号|帐号){_IS}([a-z0-9._-]{{2,32}}@[a-z0-9.-]{{2,20}})"
)
# 微博@小王爱吃鱼.
_MENTIONED_THERE = re.compile(
    rf"(?:{_SERVICES}|论坛)(?:上|里|用户|网友|博主|账号)?的?\s?@([^\s,，。；;!！?？@]{{2,16}}?)(?=[发说的造骂在转]|[\s,，。；;!！?？@]|$)"
)
_NOT_AN_ACCOUNT = re.compile(r"(?:app|http|www|com$)")


def find_accounts(text: Folded) -> Iterator[Span]:
    """Yield the spans of e-mail addresses and of names in messaging services, with the service's own."""
    for found in _EMAIL.finditer(text.words):
        yield found.span()
    for found in _MENTIONED.finditer(text.words):
        yield found.span()
    for pattern in (_NUMBERED, _SHORTHAND):
        for found in pattern.finditer(text.digits):
            if not _NOT_AN_ACCOUNT.search(found[0]):
                yield found.span()
    for found in _NAMED.finditer(text.words):
        yield found.span()
    for found in _OWN.finditer(text.words):
        yield found.span(found.lastindex or 0)
    for found in _MENTIONED_THERE.finditer(text.words):
        yield found.span(1)
