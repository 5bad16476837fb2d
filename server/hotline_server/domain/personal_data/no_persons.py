"""Words that stand where a name would stand, and name no person: estates, businesses, animals and things."""

import re

from hotline_server.domain.personal_data.folding import HAN
from hotline_server.domain.personal_data.place_names import LIKE_BYNAMES

DOTS = "·•‧∙⋅・･●▪●‣◦"
# What somebody does to another: 被孙红雷打伤.
BEFALLS = r"(?:故意|无故|多次|当众|开车|酒后|持刀|带人)?(?:[打骂撞推咬骗砍踢抢]|殴|辱|威胁|恐吓|欺负|猥亵|性侵|强奸)"
# 黄狗, 金毛, 黄鼠狼, 高利贷, 房主; but 李二牛, 王大毛.
NO_OFFENDER = rf"(?![{HAN}](?:[毛牛鹅猴驴主家户客商工员]|[{HAN}]?[狗犬猫蛇蜂鼠狼虫豹贷]){BEFALLS})"
_ESTATES = (
    r"湾|城|府|苑|园|庭|郡|墅|邸|公馆|广场|中心|小区|社区|国际|时代|世纪|家园|大厦|[一二三四五六]期|\d{1,3}[栋幢座期号]"
)
# Two parts, and what they end with: 万科·金域蓝湾12栋.
_ESTATE = re.compile(rf"[{HAN}]{{1,8}}\s?[{DOTS}]\s?(?:(?![在的说是把被从与和住])[{HAN}]){{0,6}}?(?:{_ESTATES})")
# Behind 户名 and 收款人, and all that stands there: 金辉物业.
_PAYEE = re.compile(r"(?:户名|收款人|开户人|收件人)[\s是为叫做:\"“'‘「【]{0,4}$")
_BUSINESS = re.compile(
    rf"[{HAN}]{{2,16}}(?:公司|物业|集团|银行|支行|超市|酒店|饭店|宾馆|药店|商店|商行|门市|工厂|医院|诊所|学校|驾校|幼儿园|村委会|"
    rf"社区|街道|中介|置业|地产|科技|贸易|装饰|建材|家政|食品|餐饮|健身|教育|培训|传媒|广告|电器|家具|美容|美发|物流|快递|保险|"
    rf"投资|实业|建筑|电子|网络|体育|园林|养老|合作社|经营部|事务所|协会|商会|基金会?|[厂店馆])(?![{HAN}])"
)
_TRADE = re.compile("[水电木瓦焊漆泥]工")
_LONGEST_OPENING = 8


def is_nobody(words: str, begin: int) -> bool:
    """Return whether what follows a role or an introduction is an estate, a business, a trade or goods: 我叫水工来."""
    paid = _PAYEE.search(words, max(0, begin - _LONGEST_OPENING), begin)
    is_thing = _TRADE.match(words, begin) or LIKE_BYNAMES.match(words, begin)
    return bool(is_thing or is_estate(words, begin) or (paid and _BUSINESS.match(words, begin)))


def is_estate(words: str, begin: int) -> bool:
    """Return whether what stands here in two parts is called so by those who built it."""
    return _ESTATE.match(words, begin) is not None
