"""Cost of the public website: ``make benchmark-website``.

Pages are made as the website makes them, of a service in another process. Each is asked for from another address, but
for those beyond the limit of one. The baseline is the look-up by rpc that a page needs: what it costs on top is the
website's own, and what is refused costs the service nothing.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from hotline.v1 import case_pb2
from hotline.v1 import public_service_pb2 as pb
from hotline_client import Hotline, connect
from hotline_server.ground.config import Settings
from hotline_server.runtime.identification import keyring_of
from hotline_server.store.cases.callers import Callers
from hotline_server.website.app import create_app

from benchmarks.identity import TOKEN
from benchmarks.serving import Served, hotline_server
from evaluation.figures import Figures, print_figures


@dataclass(frozen=True, slots=True)
class Measured:
    """Median time of a request, and the service's processor time for each, in milliseconds."""

    median: float
    processor: float


def measure(served: Served, requests: int, ask: Callable[[int], int], expected: int) -> Measured:
    """Ask many times, and check the status of each answer.

    Raises:
        RuntimeError: if an answer has another status.
    """
    times, before = [], served.processor_seconds
    for place in range(requests):
        began = time.perf_counter()
        status = ask(place)
        times.append(time.perf_counter() - began)
        if status != expected:
            raise RuntimeError(f"answered {status} instead of {expected}")
    return Measured(1000 * statistics.median(times), 1000 * (served.processor_seconds - before) / requests)


def measured(served: Served, hotline: Hotline, requests: int) -> dict[str, Measured]:
    """Measure each kind of request."""
    number = hotline.register(case_pb2.Call(content="投诉出租车拒载还乱要价", operator="0712")).number
    code, *_ = Callers(keyring_of(Settings())).codes(number)
    browser, addresses = create_app(hotline, "12345", 0).test_client(), count()

    def elsewhere() -> dict[str, str]:
        place = next(addresses)
        return {"REMOTE_ADDR": f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"}

    def look_up(_: int) -> int:
        hotline.public.LookUpCall(pb.LookUpCallRequest(number=number, code=code))
        return 200

    def page(address: Callable[[], dict[str, str]]) -> Callable[[int], int]:
        data = {"number": number, "code": code}
        return lambda _: browser.post("/call", data=data, environ_overrides=address()).status_code

    def search(words: Callable[[int], str]) -> Callable[[int], int]:
        return lambda place: browser.get(f"/answers?q={words(place)}", environ_overrides=elsewhere()).status_code

    flood = page(lambda: {"REMOTE_ADDR": "192.0.2.1"})
    while flood(0) == 200:  # noqa: PLR2004 - until the address is at its limit
        pass
    return {
        "look-up, rpc alone": measure(served, requests, look_up, 200),
        "look-up, page": measure(served, requests, page(elsewhere), 200),
        "look-up beyond the limit": measure(served, requests, flood, 429),
        "knowledge base, another question": measure(served, requests, search(lambda place: f"户口{place}"), 200),
        "knowledge base, kept": measure(served, requests, search(lambda _: "户口"), 200),
    }


def main() -> None:
    """Measure, and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=300, help="of each kind")
    requests = parser.parse_args().requests
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{Path(folder) / 'benchmark.db'}"
        with hotline_server(database) as served, connect(served.address, TOKEN) as hotline:
            found = measured(served, hotline, requests)
    base = next(iter(found.values()))
    rows = [
        [name, f"{one.median:.2f}", f"{one.median / base.median:.2f}", f"{one.processor:.2f}"]
        for name, one in found.items()
    ]
    title = f"public website, {requests} requests each; milliseconds"
    print_figures([Figures(title, ["request", "median", "ratio to the rpc", "processor time of the service"], rows)])


if __name__ == "__main__":
    main()
