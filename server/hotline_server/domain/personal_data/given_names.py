"""Characters of given names, and those that stand in none."""

from functools import lru_cache

# No given name has these.
NOT_GIVEN = frozenset(
    "的了是在我你您他她它们这那说没不要有来去打骂给把被让到都还又也吗呢吧啊就很太最及或但而且因为所以如果虽么着过得之从向对于将会个位"
    "些某此各每什怎哪谁其与等跟往当叫吃喝看听讲问找想请住钱买卖偷抢收拒罚开关门车房楼路街区局厅处科室部委办所站队院校厂店号时候月日"
    "天点分地只条件元块万千百十零两拆修挖堵停镇班"
)
# Characters that hardly stand in anything but given names.
GIVEN = frozenset(
    "伟芳娜敏静丽磊洋勇艳杰娟涛霞刚桂英玉秀兰珍斌辉鹏宇浩晨欣怡梓涵轩豪俊凯琳婷慧颖莹佳倩妍菲璐瑶瑾萍蓉蕾薇芸茜莉莎燕娇媛婕娴"
    "姗娅婉婵琪琴瑜琼瑞璇璟珊玲珠琦琛琳琰瑛瑄炜炎烨煜熙焕灿彬彪栋楠榕樟柏森淼泓泽浩淑清澜润湘滢潇鑫铭锋锐钧铮镇钰锦鸿鹃鹤"
    "骏驰驹麒麟龙飞虎豹彦彤彩霖雯雅霄霆韬韵颂飒馨婧嫣妮姝妤娣嘉喆哲坤堃昊昕晖晗晟晓旭旻昱曦曼朗晶暄杉松柱根梅桐梁樱毅恒"
    "恺悦惠愉慕怀忠思恩惟懿勤勋励勃劲勉伦佑佩俐倪侃俪健傲儒允兆克冬凤凡凌凝加劼卓博卿厚吉启咏哗唯啸圣垚培城墨奕奎妙娥孝宏"
    "宗宜宝宣宸容寅富寒寿尧岚岩岭峥峻嵘川帆庆康廷弘彰徽德志忆怜惜慈懋扬承振捷敬斐旺星昂春昭显晋景智朋望朝本权杏杨柯柳桃"
)
# Characters of which given names are made that stand in words too, with those.
TYPICAL = GIVEN | frozenset(
    "文明国军华生建中东云世永安志强平小光海大山成利祥学武立士兵新民达维义良昌福亚庄祖阳兴波南美宁贵才少卫贤高田胜进远连广"
    "顺守仁勒全洪绍继乐素香秋发雪亮雄湖定若力白善如春红艺清喜庭仪名雨言盛功先正长树家子公林"
)
# Given names of which the first character stands in no other: 黄有才.
_LUCKY_NAMES = """
有才 有财 有福 有德 有志 有根 有贵 有发 有金 有生 有林 有为 有亮 来福 来顺 来喜 来旺 来发 来宝
得胜 得志 得福 得水 得财 得宝
"""
_LUCKY = frozenset(_LUCKY_NAMES.split())


def can_be_given(words: str) -> bool:
    """Return whether characters can be a given name."""
    return words in _LUCKY or NOT_GIVEN.isdisjoint(words)


@lru_cache(maxsize=4096)
def is_unusual(sign: str) -> bool:
    """Return whether a Chinese character stands in names mostly: it is not among the 6,763 of GB 2312."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        return sign != "〇"
    return False
