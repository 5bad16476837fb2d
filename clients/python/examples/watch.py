"""Watch a case with asyncio until it is archived; a broken connection resumes where it broke.

python watch.py 127.0.0.1:50051 TOKEN_FILE CASE_NUMBER
"""

import asyncio
import sys
from pathlib import Path

from hotline.v1 import act_pb2
from hotline_client import aio


async def main(address: str, token: str, number: str) -> None:
    """Print the case's log entries as they are written."""
    async with aio.connect(address, token) as hotline:
        async for event in hotline.watch(number):
            print(event.entry.sequence, act_pb2.Act.Name(event.entry.act), event.entry.actor, event.entry.reason)


if __name__ == "__main__":
    to, token_file, case_number = sys.argv[1:]
    asyncio.run(main(to, Path(token_file).read_text("ascii").strip(), case_number))
