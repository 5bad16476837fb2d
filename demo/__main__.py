"""``make demo``: play a month of calls through a server of the demo's own, and show what became of them."""

import argparse
import logging
import os
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import structlog
from hotline_server.ground.telemetry.logs import configure_logging
from hotline_server.ground.terminal import tolerate_any_encoding
from rich.console import Console

from demo.arrivals import Arrival, UnreadableMessagesError, messages, sample_month
from demo.fates import print_fates
from demo.keeping import FolderTakenError, kept_folder, serve_until_interrupted
from demo.paragraphs import print_paragraph
from demo.pictures import PROGRAM, write_pictures
from demo.playing import Played, play_month, register_all
from demo.report import print_decisions
from demo.server import Folder, temporary_folder
from demo.summary import print_summary

KEPT = Path("var/demo")
PIPED_WIDTH = 80
INTERRUPTED = 130
ABOUT_SAMPLE = (
    "演示：虚构的云江市，2026 年 8 月，{calls} 个来电，时间加速。来电、值班室、部门和领导都是模拟的："
    "部门有的及时，有的拖延、敷衍、提出异议或意见不一致。"
)
ABOUT_REPLIES = (
    "演示：{calls} 条留言，按真实的留言时间和回复时间办理，时间加速。"
    "真实回复晚于期限的，一半申请延期并获同意，另一半逾期。"
)
ABOUT_MESSAGES = "演示：{calls} 条留言，当作今天的来电登记。文件里没有完整的回复时间，只看规则库怎么判断。"


def main() -> None:
    """Run the demo."""
    tolerate_any_encoding()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=Path, help="CSV file with the columns subject and content")
    parser.add_argument("--keep", action="store_true", help=f"keep what was played in {KEPT}, and serve it")
    parser.add_argument(
        "--documents", type=Path, help="folder for the documents of the month, of the sample's calls alone"
    )
    parser.add_argument("--pictures", type=Path, help="folder for pictures of those documents")
    options = parser.parse_args()
    if options.documents and options.messages:
        parser.error("--documents goes with the sample's calls")
    if options.pictures and not (options.documents and shutil.which(PROGRAM)):
        parser.error(f"--pictures needs --documents, and {PROGRAM} of poppler-utils")
    # Only the owner may read what is kept.
    os.umask(0o077)
    configure_logging()
    # The gateway of the month dies, which a server says in its log.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    console = Console() if Console().is_terminal else Console(width=PIPED_WIDTH)
    try:
        programme = programme_of(options.messages, options.documents)
        with kept_folder(KEPT) if options.keep else temporary_folder() as folder:
            played = _show(console, folder, programme, options.documents)
            if options.pictures:
                write_pictures(options.documents, options.pictures)
            if options.keep and played.cases:
                serve_until_interrupted(console, folder, played.cases)
    except (UnreadableMessagesError, FolderTakenError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    sys.exit(0 if played.went_well else 1)


@dataclass(frozen=True)
class Programme:
    """Calls, the way to play them, and an introduction."""

    arrivals: Sequence[Arrival]
    play: Callable[[Console, Folder, Sequence[Arrival]], Played]
    about: str


def programme_of(path: Path | None, papers: Path | None = None) -> Programme:
    """Choose what to play: the sample, or a file of messages, at their real times if all have replies.

    Args:
        path: file of messages; ``None`` for the sample.
        papers: folder for the documents of the sample's month; ``None`` to write none.

    Raises:
        UnreadableMessagesError: the file cannot be used.
    """
    if path is None:
        return Programme(sample_month(), partial(play_month, papers=papers), ABOUT_SAMPLE)
    arrivals = messages(path)
    if all(arrival.replied_at for arrival in arrivals):
        return Programme(arrivals, play_month, ABOUT_REPLIES)
    return Programme(arrivals, register_all, ABOUT_MESSAGES)


def _show(console: Console, folder: Folder, programme: Programme, papers: Path | None) -> Played:
    print_paragraph(console, programme.about.format(calls=len(programme.arrivals)))
    played = programme.play(console, folder, programme.arrivals)
    print_decisions(console, played.cases)
    print_fates(console, played.cases)
    print_summary(console, played)
    if papers:
        print_paragraph(console, f"文书、综述、专报、通报和档案封面在 {papers}。")
    return played


if __name__ == "__main__":
    main()
