"""What callers say of themselves and their families that tells who they are: where they work or learn, and as what.

The place itself stays, since the matter may be there: 〔已隐去〕第三中学〔已隐去〕.
One that alone tells who they are goes: 我是城管局的.
"""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.behind_roles import CLEAR
from hotline_server.domain.personal_data.folding import HAN, Folded, Span
from hotline_server.domain.personal_data.ordinary_words import ORDINARY_WORDS
from hotline_server.domain.personal_data.surnames import COMPOUND

_ME = "(?:我们?|本人|俺们?|咱们?)"
_CHILD = "孩子|小孩|娃儿?|儿子|女儿|孙子|孙女儿?|外孙女?|侄子|侄女|外甥女?|弟弟?|妹妹?"
_KIN = f"{_CHILD}|老公|老婆|爱人|丈夫|妻子|对象|爸爸?|妈妈?|父亲|母亲|哥哥?|姐姐?|儿媳妇?|女婿|家属"
_OURS = f"(?:{_ME}(?:的|家)?(?:{_KIN})?)"
_JOB = (
    f"老师|教师|教授|医生|大夫|[医药]师|药剂师|护士长?|护工|员工|职工|工人|同事|会计|出纳|司机|保安|门卫|保洁|厨师|仓管|库管|工程师|辅警|协警|"
    f"民警|警察|干部|临时工|合同工|派遣工|外包工?|学徒|实习生|规培生|研究生|博士生|大学生|学生|住校生|销售|客服|经理|主管|主任|工作人员|"
    f"[科处局院校厂站所队园组班]长|楼栋?长|栋长|单元长|[{HAN}]{{1,3}}(?<![会党团人成动群委])员(?![工会])"
)
# What they say of others, or want, is not where they belong: 我是来投诉第三中学老师的.
_NOT_OURS = "投诉|举报|反映|告发|检举|[来去想要说问找被给跟和与让叫打骂把看听因为不没替帮对向]"
_WHERE = rf"(?:(?!{_NOT_OURS})[{HAN}0-9a-z·]){{1,18}}"
_UNIT = (
    "中学|小学|大学|学校|[一二三四五六七八九十附实]中|[一二三四五六七八九十附实]小|分校|学院|幼儿园|医院|卫生院|诊所|公司|集团|[厂局所站队院部店馆园社行场司]|"
    "中心|超市|酒楼|物业|社区|街道|镇|乡|村|委员会|[村居]委会|工地|项目部|单位|机构|企业|机关"
)
_OFFICE = "中学|小学|大学|学校|学院|幼儿园|医院|卫生院|公司|集团|[厂局所院部社]|银行|中心|超市|街道办?|[村居]委会"
# What they do stands there, and no office: 我是反映超市的.
_NO_OFFICE = f"投诉|举报|反映|告发|检举|咨询|打给|[来去想要说问买找被给]|{_ME}"
_CLASS = (
    r"(?:(?:[初高大小]?[一二三四五六七八九]年级|[初高大][一二三四])?\(?[\d一二三四五六七八九十]{1,3}\)?班(?!主任|长|车|次|组)|"
    "[初高大小]?[一二三四五六七八九]年级|[初高大][一二三四](?![岁点个月号楼十])|[小中大托]班)"
)
_SINCE = r"(?:[了过]?(?:[\d一二三四五六七八九十几]{1,3}多?个?[年月]多?了?)?)"
# Behind these nothing else than a job is said: not 学生家长, 司机室.
_END = rf"(?=的?(?:[^{HAN}]|$)|[,，]|[想要现在反投举他她我就知看听发因但也都了])"
_ARE = f"(?P<who>{_OURS}(?:以前|原来|现在|就|也|都)?[是系](?:一名|一个|一位|个|名)?)"
_SAID = (
    # 我是第三中学的老师, 我老公是钢厂职工.
    re.compile(
        rf"{_ARE}(?P<where>{_WHERE}(?:{_UNIT})(?!的?(?:{_UNIT})))?(?P<what>(?:(?!{_NOT_OURS})[{HAN}]){{0,6}}?(?:{_JOB})){_END}"
    ),
    # 身为三中的老师，我反映.
    re.compile(
        rf"(?P<who>(?:身为|作为)(?:一名|一个|一位|个|名)?)(?P<where>(?:{_WHERE})?(?:{_UNIT}))?"
        rf"(?P<what>(?:(?!{_NOT_OURS})[{HAN}]){{0,6}}?(?:{_JOB}))(?=[,，]?{_ME})"
    ),
    # 我在市医院上班, 我爱人在税务局工作了八年.
    re.compile(
        rf"(?P<who>{_OURS}(?:一直|以前|原来|现在|目前|就|也|都)?在)(?P<where>{_WHERE}?)"
        rf"(?P<what>(?:上班|工作|任职|任教|教书|就职|供职|实习|打工|务工|做工|上学|读书|念书|就读|[当做](?:{_JOB})){_SINCE})"
        "(?!路上|途中|时间|时候|的时候|的路|服|证|日|室)"
    ),
    # 我家孩子在三班, 我女儿在第三小学四年级读书.
    re.compile(
        rf"(?P<who>{_ME}(?:的|家)?(?:{_CHILD})(?:现在|目前|今年|就)?[在读上是]的?)(?P<where>(?:{_WHERE}?)?)"
        rf"(?P<what>{_CLASS}(?:上学|读书|就读|的?学生)?)"
    ),
    # 我是三班学生的家长.
    re.compile(
        rf"(?P<who>{_ME}(?:就|也)?是)(?P<where>(?:{_WHERE}?)?)"
        rf"(?P<what>{_CLASS}[{HAN}]{{0,4}}?的?(?:家长|妈妈|爸爸|奶奶|爷爷|学生|班主任|老师))(?!的)"
    ),
)
# 我老公是城管局的: the office alone tells who it is.
_OF_AN_OFFICE = re.compile(rf"{_ARE}(?P<where>(?:(?!{_NO_OFFICE})[{HAN}]){{1,12}}(?:{_OFFICE}))的(?=[^{HAN}]|$)")
# What they say of themselves besides, in one piece: their age with what ails them, badge, desk, an earlier case.
_STATE = (
    "独居|单身|离异|丧偶|孤寡|低保户?|[左右双]?(?:上|下)?[腿手眼耳脚臂肢]?(?:残疾|失明|失聪|瘫痪|截肢)|"
    "[一二三四1-4]级残疾|男性?|女性?|退休"
)
_BESIDES = re.compile(
    rf"(?:{_ME}(?:今年|已经?|是|有|都)?\d{{1,3}}多?岁了?(?:[,，、\s]{{0,2}}(?:{_STATE})){{0,4}}"
    rf"|(?<![{HAN}\d])\d{{1,3}}岁(?:[,，、\s]{{0,2}}(?:{_STATE})){{1,4}})(?![{HAN}])"
    rf"|{_ME}的?(?:工号|工牌号?|警号)[\s是为:]{{0,3}}[a-z0-9-]{{2,12}}"
    rf"|(?:{_ME}的?|^|(?<=[\s,，。;；]))工位[是在][{HAN}0-9a-z]{{2,10}}"
    rf"|{_ME}(?:上次|之前|以前|先前)的?(?:那个)?工单号?[\s是为:]{{0,3}}\d{{8}}-\d{{6,}}"
)
# 我是市医院护士，工号8890.
_BADGE = re.compile(
    rf"{_ME}[是系](?:(?!{_NOT_OURS})[{HAN}]){{0,12}}?(?:{_JOB})[,，]\s?((?:工号|工牌号?|警号)[\s是为:]{{0,3}}[a-z0-9-]{{2,12}})(?!的|[a-z0-9-])"
)
_NAME = rf"(?!{'|'.join(sorted(ORDINARY_WORDS))})(?:{COMPOUND}|[{''.join(sorted(CLEAR))}])[{HAN}]{{1,2}}"
# 我是陈百强的弟弟, 我哥李一.
_OF_KIN = re.compile(
    rf"{_ME}(?:就|也)?是{_NAME}的亲?(?:{_KIN})(?![{HAN}])"
    rf"|{_ME}(?:的|家)?(?:{_KIN}|叔叔?|伯伯?|舅舅?|姑姑?|姨妈?)[叫是]?{_NAME}(?![{HAN}])"
)
_SECTION = re.compile(
    "(?:财务|人事|人力资源|行政|销售|市场|技术|研发|生产|质检|采购|仓储|后勤|客服|法务|审计|保卫|信息|工程|急诊|[内外骨儿]|妇产)(?:部|科|处|室|中心|组|车间)$"
)


def find_own_circumstances(text: Folded) -> Iterator[Span]:
    """Yield the spans of what callers say they are, without the place unless it tells all and is named nowhere else."""
    for pattern in _SAID:
        for found in pattern.finditer(text.words):
            if found["where"]:
                section = _SECTION.search(found["where"])
                begin = found.start("what") - (len(section[0]) if section else 0)
                yield found.span("who")
                yield begin, found.end("what")
            else:
                yield found.start("who"), found.end("what")
    for found in _OF_AN_OFFICE.finditer(text.words):
        if text.words.count(found["where"]) == 1:
            yield found.span()
        else:
            yield found.span("who")
            yield found.end() - 1, found.end()
    yield from (found.span(1) for found in _BADGE.finditer(text.digits))
    yield from (found.span() for found in _BESIDES.finditer(text.digits))
    yield from (found.span() for found in _OF_KIN.finditer(text.words))
