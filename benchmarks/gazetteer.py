"""Cost of finding places in texts: ``make benchmark-gazetteer``.

Texts of calls are searched for generated names, 300,000 by default, and read with the rule book's lexicons in the
same run. The time to find a call's place is reported in microseconds and relative to reading it. So it is for texts of
other sorts: with names that every town has, and letters of 10,000 characters.
"""

import argparse
import gc
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from hotline_server.desk.directory.comparison import initial
from hotline_server.domain.directory.naming import known_names
from hotline_server.ground.clock import local_day, system_clock
from hotline_server.ground.folders import PROJECT
from hotline_server.rulebook.files import read_files
from hotline_server.rulebook.loading import load
from hotline_server.text.gazetteer import Gazetteer
from hotline_server.text.location import Area
from hotline_server.text.place_index import Place, PlaceIndex, build_index
from rich.console import Console

MAX_MICROSECONDS = 100.0
UNITS = 300
LETTER = 10_000
# Every town has them.
SHARED = (("人民路", "道路"), ("解放路", "道路"), ("中心小学", "学校"), ("中心医院", "医院"), ("农贸大市场", "市场"))
_SYLLABLES = (
    "安宝北长成春大东丰福光广桂海和恒华吉建江金锦景康兰乐丽林龙梅明南宁平青"
    "泉荣瑞三山胜石双顺松泰天同万文西祥新兴秀旭阳银永玉园云泽中竹紫"
)
_KINDS = ("路", "街", "巷", "小区", "花园", "苑", "村", "广场", "大厦", "小学", "公园", "桥")
_SAYINGS = (
    "{place}的路灯坏了好几天，晚上看不见路，老人小孩都不敢出门，请尽快派人来修一下",
    "我家住{place}12号3栋502，楼上漏水把我家天花板都泡坏了，物业说不归他们管，打了好几次电话也没有人来",
    "你好，我想问一下，我的医保卡丢了要到哪里去补办，需要带什么材料，周末上不上班",
    "工地半夜两点还在施工，机器声音特别大，孩子明天要考试，根本没法睡觉，已经连续一个星期了，{place}的居民都受不了",
)


def generate_places(count: int) -> list[Place]:
    """Generate places with distinct names, of which one in a hundred is in two districts, and the shared ones."""
    chance = random.Random(0)
    names: dict[str, None] = {}
    while len(names) < count:
        stem = "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 2, 3, 4))))
        names[stem + chance.choice(_KINDS)] = None
    places = [
        Place(name, chance.choice(_KINDS), f"U{chance.randrange(UNITS)}", (), 28 + chance.random() / 2, 113.0)
        for name in names
    ]
    places += [Place(place.name, place.kind, "U0") for place in places[::100]]
    return places + [Place(name, kind, f"U{number}") for name, kind in SHARED for number in range(UNITS)]


def generate_texts(places: Sequence[Place], count: int) -> list[str]:
    """Generate texts of calls, most of which name a place."""
    chance = random.Random(1)
    return [chance.choice(_SAYINGS).format(place=chance.choice(places).name) for _ in range(count)]


def generate_other_texts(places: Sequence[Place], calls: Sequence[str]) -> dict[str, Sequence[str]]:
    """Generate texts that ask for more work than those of calls, by what they are."""
    chance = random.Random(2)
    shared = [name for name, _ in SHARED]
    return {
        "a call with a shared name": [chance.choice(_SAYINGS).format(place=chance.choice(shared)) for _ in calls[:500]],
        "20 shared names in 100 characters": [
            "".join(f"{chance.choice(shared)}、" for _ in range(20)) for _ in range(100)
        ],
        "a letter": ["".join(chance.sample(calls, LETTER // 20))[:LETTER] for _ in range(20)],
        "a letter of shared names": [_repeat(lambda: chance.choice(shared)) for _ in range(5)],
        "a letter of names": [_repeat(lambda: chance.choice(places).name) for _ in range(5)],
    }


def _repeat(word: Callable[[], str]) -> str:
    return "".join(f"{word()}、" for _ in range(LETTER // 4))[:LETTER]


def microseconds(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Time one text, as the best of five runs over all of them."""
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        for text in texts:
            read(text)
        best = min(best, time.perf_counter() - started)
    return best / len(texts) * 1e6


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=int, default=300_000)
    parser.add_argument("--texts", type=int, default=2_000)
    arguments = parser.parse_args()
    places = generate_places(arguments.names)
    texts = generate_texts(places, arguments.texts)
    others = generate_other_texts(places, texts)
    started = time.perf_counter()
    content = build_index(places)
    built = time.perf_counter() - started
    del places
    gc.collect()
    started = time.perf_counter()
    index = PlaceIndex(content)
    opened = time.perf_counter() - started
    areas = {f"U{number}": Area(f"第{number // 30}区", f"第{number}街道") for number in range(UNITS)}
    gazetteer = Gazetteer(PlaceIndex(build_index([])), [index], areas)
    directory = initial((PROJECT / "sample" / "directory.yaml").read_bytes(), local_day(system_clock()))
    book = load(read_files(PROJECT / "rules"), known_names(directory))
    finding = microseconds(lambda text: gazetteer.locate([text]), texts)
    reading = microseconds(lambda text: book.analyse("", text), texts)
    found = sum(bool(gazetteer.locate([text]).place) for text in texts)
    length = sum(map(len, texts)) / len(texts)
    console = Console()
    size = len(content) / 1e6
    console.print(
        f"{len(index):,} places, {size:.1f} MB: built in {built:.1f} s, opened in {opened * 1e3:.1f} ms", soft_wrap=True
    )
    console.print(f"process memory with the index: {_memory_of(content):.1f} MB more than without")
    console.print(f"a place found in {found / len(texts):.0%} of {len(texts):,} texts of {length:.0f} characters")
    console.print(
        f"finding the place of a call: {finding:.0f} µs; reading it with the lexicons: {reading:.0f} µs "
        f"(ratio {finding / reading:.2f})"
    )
    console.print(f"target: at most {MAX_MICROSECONDS:.0f} µs")
    started = time.perf_counter()
    Gazetteer(PlaceIndex(build_index([])), [index], areas).locate([SHARED[0][0]])
    console.print(f"a name of {UNITS} places, the first time: {(time.perf_counter() - started) * 1e6:,.0f} µs")
    for what, some in others.items():
        finding = microseconds(lambda text: gazetteer.locate([text]), some)
        reading = microseconds(lambda text: book.analyse("", text), some)
        console.print(f"{what}: {finding:,.0f} µs; reading it: {reading:,.0f} µs (ratio {finding / reading:.2f})")


def _memory_of(content: bytes) -> float:
    """Return the memory that an opened index adds to a process of its own, in MB."""
    measure = (
        "import sys, pathlib\n"
        "from hotline_server.text.place_index import PlaceIndex\n"
        "def resident():\n"
        "    lines = pathlib.Path('/proc/self/status').read_text().splitlines()\n"
        "    return next(int(line.split()[1]) for line in lines if line.startswith('VmRSS')) / 1000\n"
        "before = resident()\n"
        "index = PlaceIndex(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "print(resident() - before)\n"
    )
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(content)
        command = [sys.executable, "-c", measure, file.name]
        return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
