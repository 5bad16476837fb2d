"""Passports, permits, numbers that institutions know somebody by, and number plates: letters with digits."""

import re
from collections.abc import Iterator

from hotline_server.domain.personal_data.folding import Folded, Span

_G = r"(?:[^0-9a-z\u3400-\u9fff]|[杠横点]){0,4}"
_PERMIT = re.compile(
    "|".join(
        (
            # Passports, and permits for Hong Kong, Macao and Taiwan.
            rf"(?<![a-z0-9])(?!k\s?\d{{1,4}}\+\d{{3}})(?:[egdspchmk]|e[a-z]|c[a-z])(?:{_G}\d){{7,8}}(?:{_G}\d{{2}})?(?![a-z0-9])",
            # Identity cards of Hong Kong and Macao, of Taiwan.
            r"(?<![a-z0-9])[a-z]{1,2}\d{6}\s?\([0-9a]\)",
            r"(?<![a-z0-9])\d{7}\s?\(\d\)(?![a-z0-9])",
            r"(?<![a-z0-9])[a-z][1289]\d{8}(?![a-z0-9])",
            r"[军武参政后装海空南北沈兰成济广]字第?\d{5,8}号?",
            # The end of one.
            r"(?<=身份证)(?:号码?|证号)?的?(?:尾号|[后末尾][四五六七八4-8]位)(?:数|是)?[是为:\s]{0,3}\d{3,7}[\dx](?![a-z0-9])",
            # Whatever is said to be one.
            (
                r"(?:(?<=护照)|(?<=通行证)|(?<=回乡证)|(?<=台胞证)|(?<=身份证)|(?<=居留证)|(?<=居留许可)|(?<=户口本)|(?<=户口簿)|(?<=军官证)|(?<=证件))"
                r"(?:号码?|证号|编号)?[是为:\s]{0,3}[a-z]{0,3}\d[a-z0-9]{5,17}"
            ),
        )
    )
)
_IS = r"[\s是为:]{0,3}"
_SERIAL = r"(?=[a-z-]{0,6}\d)[a-z0-9][a-z0-9-]{3,22}(?![a-z0-9年月日元块个人次天])"
# What schools, hospitals, authorities and suppliers know somebody by: 学号, 准考证号, 社保卡号, 水表户号, 短号.
_LABELLED = re.compile(
    r"(?:(?:(?<![大中小])学|学籍|准?考证?|考生|报名|病历|住院|门诊|就诊|户|用户|客户|会员|缴费|短|(?:驾驶|驾照|人事|学生|个人)证?档案|车架|大架|发动机|运单|取件|uid)(?:卡|证)?"
    r"(?:编号|号码?|码)|(?:社保|医保|健康|就诊|诊疗|会员|市民|老年|公交|校园)卡(?:卡?号码?)?|(?:驾驶|行驶|结婚|出生|房产|房权|士兵|优待|残疾|低保)证(?:编?号码?)?"
    rf"|[电水气]表(?:编号|号码?)|uid){_IS}({_SERIAL})"
)
_PROPERTY = r"(?:[{province}]\s?\(\d{{4}}\)\s?[\u4e00-\u9fff]{{1,8}})?不动产权第\d{{5,8}}号"
_VEHICLE = r"(?<![a-z0-9])(?=[a-z0-9]{0,16}\d{4})(?=[a-z0-9]{0,16}[a-z])[a-hj-npr-z0-9]{17}(?![a-z0-9])"
_PROVINCE = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
# Property and vehicles in their registers.
_REGISTERED = re.compile(rf"{_PROPERTY.format(province=_PROVINCE)}|{_VEHICLE}")
_SIGN = "(?:[^0-9a-z\u3400-\u9fff,，。；;、\n]|[杠横点]){0,3}"
_PLATE = re.compile(
    "|".join(
        (
            rf"(?:(?<![a-z])wj{_SIGN})?[{_PROVINCE}]{_SIGN}[a-z](?:{_SIGN}[a-z0-9]){{4,6}}(?:{_SIGN}(?:应急|[警学挂港澳领使试超临摩]))?(?![a-z0-9])",
            rf"[{_PROVINCE}]{_SIGN}[a-z]的(?:车牌|牌照|牌子)?{_SIGN}[a-z0-9]{{5,6}}(?![a-z0-9])",
            rf"(?<![a-z0-9])wj{_SIGN}[{_PROVINCE}]?(?:{_SIGN}\d){{4,6}}[a-z]?(?![a-z0-9])",
            rf"(?<![a-z0-9])wj{_SIGN}\d{{2}}{_SIGN}[a-z](?:{_SIGN}\d){{4}}(?!\d)",
            rf"(?:使|领)(?:{_SIGN}\d){{6}}(?!\d)|(?:{_SIGN}\d){{6}}(?:使|领)(?![事用馆先导])",
            # Temporary plates, those of the army by letters alone, of tractors and of electric bicycles.
            rf"[{_PROVINCE}]{_SIGN}[a-z]{_SIGN}临{_SIGN}\d{{4,5}}(?!\d)|临{_SIGN}[a-z]{_SIGN}\d{{5}}(?!\d)",
            rf"(?<=军车){_SIGN}[a-z]{{2}}{_SIGN}\d{{5}}(?!\d)",
            rf"[{_PROVINCE}]{_SIGN}\d{{2}}{_SIGN}[a-z]{_SIGN}\d{{4,5}}(?!\d)",
            rf"(?<=拖拉机)(?:的?(?:车牌|号牌|牌照)号?)?[是为:\s]{{0,3}}[{_PROVINCE}]{_SIGN}\d{{2}}{_SIGN}\d{{4,5}}(?!\d)",
            rf"(?<=车牌号)[\u4e00-\u9fff]{{2}}{_SIGN}\d{{5,7}}(?!\d)",
            rf"民航{_SIGN}[a-z0-9]{{5}}(?![a-z0-9])",
            rf"(?:军|空|海|北|南|沈|兰|成|济|广){_SIGN}[a-z]{_SIGN}\d{{5}}(?!\d)",
            r"(?:(?<=车牌)|(?<=车牌号)|(?<=车号)|(?<=牌照)|(?<=车牌号码))(?:号码?)?的?(?:尾号|[后末尾][几2-6]?位数?)?[是为:\s]{0,3}[a-z0-9]{3,7}(?![a-z0-9])",
        )
    )
)
# With the name of a province or city in full, or what is none: 牌照湖南A88K26, 电动车长沙A123456, 车牌海AK1234.
_OF_PLACE = re.compile(
    rf"(?:(?:牌照|车牌|号牌|车号)(?:号码?)?[是为:\s]{{0,3}}(?=[\u4e00-\u9fff])|车(?![牌号])(?=[\u4e00-\u9fff]{{2}}))([\u4e00-\u9fff]{{1,3}}{_SIGN}[a-z]{_SIGN}(?=[a-z0-9]{{5,7}}(?![a-z0-9]))[a-z0-9]?\d{{2}}[a-z0-9]{{2,4}})"
)
_TAIL = re.compile(
    r"车(?:牌|号)?(?:尾号|尾数|[后末尾][几2-6]位数?)[是为:\s]{0,3}([a-z0-9]{2,6})(?![a-z0-9%元块万])"
    r"|(?:尾号|尾数)[是为:\s]{0,3}([a-z0-9]{2,6})的(?:那[辆台个]|这[辆台个])?[\u4e00-\u9fff]{0,4}?(?:车(?![票费库])|奔驰|宝马|奥迪|大众|出租|的士|摩的|货拉拉)"
)
_DIGITS = re.compile(r"\d")
_FEWEST_DIGITS = 2
_ENDINGS = frozenset("警学挂港澳领使临")


def find_documents(text: Folded) -> Iterator[Span]:
    """Yield the spans of passports, permits, and numbers in registers."""
    for pattern in (_PERMIT, _REGISTERED):
        for found in pattern.finditer(text.words):
            yield found.span()
    for found in _LABELLED.finditer(text.digits):
        yield found.span(1)


def find_plates(text: Folded) -> Iterator[Span]:
    """Yield the spans of number plates."""
    for found in _PLATE.finditer(text.digits):
        # Words in Latin letters behind the name of a province are no plate.
        if len(_DIGITS.findall(found[0])) >= _FEWEST_DIGITS or found[0][-1] in _ENDINGS:
            yield found.span()
    for pattern in (_OF_PLACE, _TAIL):
        yield from (found.span(found.lastindex or 0) for found in pattern.finditer(text.digits))
