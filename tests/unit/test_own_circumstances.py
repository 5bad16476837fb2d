"""What protected callers say they and their families are is held back, and the place of the matter stays (R8.3)."""

import pytest
from hotline_server.domain.personal_data import HIDDEN, redact_circumstances


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("我是第三中学老师，食堂饭菜变质", f"{HIDDEN}第三中学{HIDDEN}，食堂饭菜变质"),
        ("我是该公司财务部会计", f"{HIDDEN}该公司{HIDDEN}"),
        ("我67岁,独居,左腿残疾,楼梯坏了", f"{HIDDEN},楼梯坏了"),
        ("我叔叔张三，我哥李一", f"{HIDDEN}，{HIDDEN}"),
        ("我哥牟其中，我是陈百强的弟弟", f"{HIDDEN}，{HIDDEN}"),
        ("我的工号0317,我工位在三楼靠窗", f"{HIDDEN},{HIDDEN}"),
        ("我之前的工单20261122-1000123没办完", f"{HIDDEN}没办完"),
        ("我住金鼎公馆B区9号别墅", f"我住金鼎公馆{HIDDEN}别墅"),
        ("我家门牌是幸福里15号", f"我家门牌{HIDDEN}"),
        ("楼上502一直漏水", f"楼上{HIDDEN}一直漏水"),
        ("我是市医院骨科的护士,科里收红包", f"{HIDDEN}市医院{HIDDEN},科里收红包"),
        ("本人是云江钢厂的职工，举报排污", f"{HIDDEN}云江钢厂{HIDDEN}，举报排污"),
        ("我在市医院上班，药房卖假药", f"{HIDDEN}市医院{HIDDEN}，药房卖假药"),
        ("我在三中教书十年了，校长收钱", f"{HIDDEN}三中{HIDDEN}，校长收钱"),
        ("我老公在税务局工作，局里吃空饷", f"{HIDDEN}税务局{HIDDEN}，局里吃空饷"),
        ("我家孩子在三班，班主任打人", f"{HIDDEN}，班主任打人"),
        ("我女儿在第三小学四年级(2)班，老师打人", f"{HIDDEN}第三小学{HIDDEN}，老师打人"),
        ("我是三班学生的家长，举报乱收费", f"{HIDDEN}，举报乱收费"),
        ("我是市医院护士，工号8890", f"{HIDDEN}市医院{HIDDEN}，{HIDDEN}"),
        ("本人系市一中班主任，举报校长", f"{HIDDEN}市一中{HIDDEN}，举报校长"),
        ("身为三中的老师，我反映食堂", f"{HIDDEN}三中{HIDDEN}，我反映食堂"),
        ("我老公是城管局的", HIDDEN),
        ("我是城管局的，城管局吃空饷", f"{HIDDEN}城管局{HIDDEN}，城管局吃空饷"),
        ("我是这家超市的收银员，超市卖过期奶", f"{HIDDEN}这家超市{HIDDEN}，超市卖过期奶"),
    ],
)
def test_where_callers_belong_is_hidden_and_the_place_stays(said: str, shown: str) -> None:
    assert redact_circumstances(said) == shown


@pytest.mark.parametrize(
    "said",
    [
        "第三中学老师体罚学生",
        "我是来投诉第三中学老师的",
        "我是说三班的老师打人",
        "我在第三中学门口摔倒了",
        "我在上班路上被撞了",
        "市医院护士在上班时间打牌",
        "孩子在三班的都交了钱",
        "我是业主,在物业交了费",
        "我在营业厅办事，工号3321不理我",
        "我是来投诉客服，工号3321的",
        "我是来找城管局的",
        "我是反映超市的",
        "我是昨天去的银行的",
        "作为小区业主，我反映物业",
        "我要举报市医院的医生收红包",
        "我在现场看见司机打人",
        "我孩子上了车说大四岁的孩子打人",
        "我是成都的孩子",
        "我是江西的女婿",
        "我是全家的对象",
        "并入的工单 20261122-000123",
        "20261122-000123",
    ],
)
def test_what_is_said_of_others_stays(said: str) -> None:
    assert redact_circumstances(said) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("经纬度28.2281,112.9388这里倒垃圾", f"{HIDDEN}这里倒垃圾"),
        ("坐标：112.938812,28.228134，有人电鱼", f"{HIDDEN}，有人电鱼"),
        ("在北纬28度13分、东经112度56分的河边", f"在{HIDDEN}、{HIDDEN}的河边"),
        ("定位 112.93,28.22 附近", f"{HIDDEN} 附近"),
        ("位置见https://uri.amap.com/marker?position=112.9,28.2，快来", f"位置见{HIDDEN}，快来"),
    ],
)
def test_where_callers_stand_is_hidden(said: str, shown: str) -> None:
    assert redact_circumstances(said) == shown


@pytest.mark.parametrize(
    "said", ["PM2.5为0.075，超过0.035", "水价2.881元，气价3.125元", "详见https://www.example.cn/a.html"]
)
def test_figures_are_no_positions(said: str) -> None:
    assert redact_circumstances(said) == said
