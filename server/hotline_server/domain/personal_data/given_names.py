"""Characters of given names, and those that stand in none."""

import re
from functools import lru_cache

# No given name has these.
NOT_GIVEN = frozenset(
    "的了是在我你您他她它们这那说没不要有来去打骂给把被让到都还又也吗呢吧啊就很太最及或但而且因为所以如果虽么着过得之从向对于将会个位"
    "些某此各每什怎哪谁其与等跟往当叫吃喝看听讲问找想请住钱买卖偷抢收拒罚开关门车房楼路街区局厅处科室部委办所站队院校厂店号时候月日"
    "天点分地只条件元块万千百十零两拆修挖堵停镇班"
    # What people do to others, directly behind a name of two characters: 张伟砸, 赵军跑.
    "推踢砸撕咬抓踹揪掐拽扯拖甩扔摔撞撬吼喊哭闹跑逃躲欠赔贴抬绑捆砍剪泼喷漏炸烧抽赌嫖骚扰逼瞒翻摆晒吞断误做填掀嫁瘫敲挡挤插"
    "催拦殴辱睡躺蹲跪爬跳死伤亡疼痛晕摸捏搂酗贪污贿绕违犯涨降扇诬诈赖"
)
# Hardly ever the second character of a given name, and often the first one of what follows a name: 李强向我, 张伟现住.
_GOES_ON = frozenset("已再却自和电手身同曾反投咨称告现私乱随经骗酒占威侮受患出上下总半昨近擅无故态服挪该")
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


# Given names that are words as well, and names more often behind somebody's role and surname: 店长于海波.
_NAMED_WORDS = """
建中 建兴 建军 建华 建国 建平 建康 建新 建文 建武 建安 建宁 志军 志强 志远 国光 国兴 国军 国华 国文 国安 国富 国强 国栋
海波 海军 海燕 海洋 海涛 海峰 海生 海文 海星 海红 海珠 立新 立志 立国 立言 文华 文山 文广 文静 文海 文星 文彩 文思 文才
文虎 文豪 新民 新华 新建 新生 新秀 新立 新颖 振华 振兴 明亮 明达 明远 明艳 明丽 春生 春雨 晨光 晨曦 长生 长顺 长林 永生
永兴 永平 永康 永新 永福 永顺 成才 成林 成海 光华 光明 光亮 光辉 光荣 红军 红星 红霞 彩霞 彩云 朝霞 秀丽 秀兰 美丽 玉容
大海 大山 大志 大林 大军 大明 小兵 小民 小雪 小国 忠义 忠良 德华 德林 德明 德兴 庆云 家宝 家安 富强 富贵 福生 福海 福星
福安 学文 学武 学海 学军 胜利 祥云 瑞星 爱民 兴华 兴国 兴旺 广义 维新 润生 清秀 清平 英明 英豪 英武 前进 丰收 冬梅
"""
NAMED_WORDS = frozenset(_NAMED_WORDS.split())
# 王家村.
_OF_A_PLACE = re.compile("家[村庄湾屯坪冲塘巷院桥]")


def can_be_given(words: str) -> bool:
    """Return whether characters can be a given name."""
    if words in _LUCKY:
        return True
    return (
        words != "家" and NOT_GIVEN.isdisjoint(words) and words[1:] not in _GOES_ON and not _OF_A_PLACE.fullmatch(words)
    )


@lru_cache(maxsize=4096)
def is_unusual(sign: str) -> bool:
    """Return whether a Chinese character stands in names mostly: it is not among the 6,763 of GB 2312."""
    try:
        sign.encode("gb2312")
    except UnicodeEncodeError:
        # Folding makes the second of 抬.
        return sign not in "〇擡"
    return False
