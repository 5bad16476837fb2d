"""Watches a case with asyncio until it is archived; a broken connection is resumed where it broke.

python watching.py 127.0.0.1:50051 TOKEN_FILE CASE_NUMBER
"""

import asyncio
import sys
from pathlib import Path

from hotline.v1 import act_pb2
from hotline_client import aio


async def main(address: str, token: str, number: str) -> None:
    """Print what happens to the case, as it happens."""
    async with aio.connect(address, token) as hotline:
        async for news in hotline.watch(number):
            print(news.entry.sequence, act_pb2.Act.Name(news.entry.act), news.entry.actor, news.entry.reason)


if __name__ == "__main__":
    to, token_file, case_number = sys.argv[1:]
    asyncio.run(main(to, Path(token_file).read_text("ascii").strip(), case_number))
