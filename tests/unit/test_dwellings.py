"""Numbers of houses, buildings and flats, which tell who spoke."""

import pytest
from hotline_server.domain.personal_data import HIDDEN, redact_dwellings


@pytest.mark.parametrize(
    "told",
    [
        "3栋502",
        "三栋二单元五零二",
        "8栋701",
        "A座1203室",
        "12号院5号楼301",
        "3-2-502",
        "3-502",
        "1203室",
        "３栋５０２",
        "1门301",
        "第2户",
        "B2栋502",
        "A-2栋",
        "3 栋 2 单元 5 0 2",
        "Ⅲ栋502",
        "IV号楼502",
        "7幢2梯603房",
        "3/2/502",
        "3 - 502",
        "3栋2单元6-2",
        "2号门洞301",
        "705房",
        "5弄8号401",
    ],
)
def test_where_somebody_lives_is_hidden(told: str) -> None:
    assert redact_dwellings(f"我住柳塘小区{told}，举报楼下群租") == f"我住柳塘小区{HIDDEN}，举报楼下群租"


@pytest.mark.parametrize(
    "said",
    [
        "我是张三住502",
        "家住五零二",
        "住在六楼601",
        "住3楼",
        "我家502漏水",
        "我是502的",
        "我们502，",
        "楼上402半夜打麻将",
        "隔壁的305",
        "502的住户",
        "租的502",
        "房间号是502",
        "我家在6楼西户",
        "我们楼502漏水",
        "我的车在B区502号车位",
        "车位号是B502",
    ],
)
def test_a_flat_of_which_only_the_number_is_told_is_hidden(said: str) -> None:
    shown = redact_dwellings(said)
    assert HIDDEN in shown
    assert not any(told in shown for told in ("502", "五零二", "六楼", "601", "3楼", "6楼", "402", "305"))


def test_the_number_of_a_house_is_hidden_but_not_its_street() -> None:
    assert redact_dwellings("湖滨路 12 号附3号门口堆着垃圾") == f"湖滨路{HIDDEN}门口堆着垃圾"


@pytest.mark.parametrize("floor", ["楼上", "楼下", "楼顶", "楼道", "楼3层"])
def test_a_floor_tells_a_building_from_a_count_of_buildings(floor: str) -> None:
    assert redact_dwellings(f"8栋{floor}漏水").startswith(HIDDEN)


@pytest.mark.parametrize("told", ["3组", "五组12号", "第2排"])
def test_a_group_of_houses_in_a_village_is_hidden(told: str) -> None:
    assert redact_dwellings(f"我住柳塘村{told}，举报占地") == f"我住柳塘村{HIDDEN}，举报占地"


@pytest.mark.parametrize(
    "said",
    [
        "11月3号开始的",
        "2号线地铁",
        "一共有十二栋楼房",
        "一座大桥",
        "两户人家",
        "2026-11-26开会",
        "罚款100-200元",
        "3-5天",
        "3组人",
        "11门课",
        "1998.01.01-2003.12.31在厂里",
        "1998/01/01-2003/12/31断缴",
        "2021.06-2023.08欠薪",
        "3-500斤",
        "一共5栋楼没有电梯",
        "拆了3幢楼",
        "4栋厂房",
        "1号院士工作站",
        "地铁通道3号口",
        "轨道2号门",
        "五一大道3号线施工",
        "解放路2号站台",
        "中山路105路公交",
        "3排5号座位",
        "住了502天",
        "住163医院",
        "住在318国道边上",
        "我家500斤粮食",
        "我们2018.1.9号收房",
        "共有1200住户",
        "入住473户",
        "我家110报过警",
        "两梯四户",
        "合格率3/500",
        "11/26/2026以前",
        "300房产税",
    ],
)
def test_what_is_no_dwelling_stays(said: str) -> None:
    assert redact_dwellings(said) == said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("还有12号楼漏水", f"还有{HIDDEN}漏水"),
        ("另有A座停电", f"另有{HIDDEN}停电"),
        ("只有3栋的没水", f"只有{HIDDEN}的没水"),
        ("还有12栋5楼漏水", f"还有{HIDDEN}漏水"),
        ("到达3栋2单元,没人开门", f"到达{HIDDEN},没人开门"),
        ("老屋组12号没通水", f"老屋组{HIDDEN}没通水"),
        ("村民小组12号没通水", f"村民小组{HIDDEN}没通水"),
        ("小区共有13栋", "小区共有13栋"),
        ("只有一座三间的毛坯房", "只有一座三间的毛坯房"),
        ("还有3座502漏水", f"还有{HIDDEN}漏水"),
        ("小区有13栋1200户", "小区有13栋1200户"),
        ("有3栋24层的公寓", "有3栋24层的公寓"),
        ("共计十三栋", "共计十三栋"),
        ("工作组12号来过", "工作组12号来过"),
        ("领导小组5号开会", "领导小组5号开会"),
        ("老屋组12号上午开会", "老屋组12号上午开会"),
    ],
)
def test_a_building_is_hidden_and_a_count_of_them_or_a_day_stays(said: str, left: str) -> None:
    assert redact_dwellings(said) == left
