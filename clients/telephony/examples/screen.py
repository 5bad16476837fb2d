"""Agent's screen in a terminal: show each call, record what the caller says, print what to answer or to ask.

Where something is to be asked, the next line is the answer: 有危险, 没有危险 or 说不清, and the caller's words. Where
the caller can be connected to a department, the next line says whether the caller wants to be: 是 or 否.

python screen.py http://127.0.0.1:8060 var/telephony/agents.key 0712
"""

import sys
from pathlib import Path

import requests


def main(bridge: str, key_file: str, agent: str) -> None:
    """Record one call per input line until the input ends."""
    session = requests.Session()
    session.headers["Authorization"] = f"Bearer {Path(key_file).read_text('ascii').strip()}"
    seen = ""
    for line in sys.stdin:
        calls: list[dict[str, str]] = []
        while not calls or calls[0]["call_id"] == seen:
            calls = session.get(f"{bridge}/agents/{agent}/calls", params={"wait": "25", "seen": seen}).json()["calls"]
        call = calls[0]
        seen = call["call_id"]
        print(f"来电 {call['caller']}", *session.get(f"{bridge}/calls/{seen}/standing").json().get("spoken", []))
        record = session.post(f"{bridge}/calls/{seen}/record", json={"content": line.strip()}).json()
        print(record["say"])
        if record.get("ask"):
            answer, _, words = next(sys.stdin).strip().partition(" ")
            record = session.post(f"{bridge}/calls/{seen}/answer", json={"answer": answer, "words": words}).json()
            print(record["say"])
        for place, proposal in enumerate(record.get("proposals", ()), 1):
            print(f"拟答 {place}{'（对口）' if proposal['fits'] else ''} {proposal['title']}：{proposal['answer']}")
        for office in record.get("suggestions", ()):
            why = f"事项“{office['matter']}”" if office["matter"] else "以往同类诉求由它承办"
            print(f"可能归 {office['department']}（把握 {office['confidence']}）：{why}")
        if record.get("outcome") == "归口":
            agreed = next(sys.stdin).strip() == "是"
            connection = session.post(f"{bridge}/calls/{seen}/connect", json={"agreed": agreed}).json()
            print(connection.get("say") or connection["error"])
            while connection.get("result") == "":
                connection = session.get(f"{bridge}/calls/{seen}/connection", params={"wait": "25"}).json()
                print(connection["say"])


if __name__ == "__main__":
    main(*sys.argv[1:])
