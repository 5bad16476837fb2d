"""Recall and precision of finding personal data: ``make evaluate-personal-data``.

Each line of the file is a sentence; what tells who somebody is stands in 〔〕, all else is to stay, and the name of the
caller may stand in 〈〉 before it. Words that introduce a number, such as 微信, may be hidden with it.
"""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from hotline_server.domain.personal_data import HIDDEN, redact_circumstances, redact_known, redact_personal_data

SENTENCES = Path(__file__).parent / "personal-data.txt"
ORDINARY_NAMES = Path(__file__).parent / "ordinary-names.txt"
"""Sentences with names that are ordinary words."""
WRITINGS = Path(__file__).parent / "personal-data-writings.txt"
"""Ways to write one's own name, numbers and accounts."""
KEPT_BACK = Path(__file__).parent / "personal-data-kept-back.txt"
"""More of those, of which nobody looks at what is missed."""
BEHIND_ROLES = Path(__file__).parent / "personal-data-people.txt"
"""People behind roles and by nicknames, kept back as well."""
ACTS = Path(__file__).parent / "personal-data-acts.txt"
"""People behind roles and relations, whatever they do; kept back as well."""
BORDERS = Path(__file__).parent / "personal-data-borders.txt"
"""Names that words around them run into; kept back, but for a few that the tests had later."""
SIGNS = Path(__file__).parent / "personal-data-signs.txt"
"""Rare surnames, and names, rooms and numbers with signs within."""
UNINTRODUCED = Path(__file__).parent / "personal-data-unintroduced.txt"
"""People whom nothing introduces."""
_UNSEEN = {path.resolve() for path in (KEPT_BACK, BEHIND_ROLES, ACTS, BORDERS)}
_CALLER = re.compile("〈([^〉]*)〉")
_MARKED = re.compile(r"〔([^〔〕]*(?:〔at〕[^〔〕]*)?)〕(?!\d)")
# Signs, and words that introduce a number or belong to an address.
_MAY_BE_HIDDEN = 8
_DIGITS = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Marked:
    """Sentence in which personal data is marked.

    Attributes:
        kept: what is to stay, in order; one more than there is data.
        data: what is to be hidden.
        callers: names of the caller, as registered; none if the name is not known.
    """

    kept: tuple[str, ...]
    data: tuple[str, ...]
    callers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The sentence without marks."""
        return self.kept[0] + "".join(data + kept for data, kept in zip(self.data, self.kept[1:], strict=True))

    @property
    def redacted(self) -> str:
        """The sentence as a department reads it of a protected caller."""
        return redact_circumstances(redact_personal_data(redact_known(self.text, self.callers, ())))

    @property
    def missed(self) -> list[str]:
        """Data that can be read all the same."""
        left = self.redacted
        found = re.fullmatch("(.*?)".join(map(re.escape, self.kept)), left, re.DOTALL)
        if found is None:
            return [data for data in self.data if data in left]
        return [
            data
            for data, shown in zip(self.data, found.groups(), strict=True)
            if HIDDEN not in shown or _DIGITS.search(shown)
        ]

    @property
    def is_harmed(self) -> bool:
        """True if more was hidden than the data and the words around it."""
        if not self.data:
            return self.redacted != self.text
        shown = self.redacted.replace(HIDDEN, "")
        return sum(map(len, self.kept)) - len(shown) > _MAY_BE_HIDDEN * len(self.data)

    @property
    def is_widened(self) -> bool:
        """True if anything around the data was hidden with it."""
        return bool(self.data) and not self.missed and self.redacted != HIDDEN.join(self.kept)


def sentences(path: Path = SENTENCES) -> Iterator[Marked]:
    """Yield the sentences of a file."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            parts = _MARKED.split(_CALLER.sub("", line).replace("\\n", "\n"))
            yield Marked(tuple(parts[::2]), tuple(parts[1::2]), tuple(_CALLER.findall(line)))


def main() -> None:
    """Print what was missed, what was harmed, and the shares."""
    parser = argparse.ArgumentParser(description=__doc__)
    files = [SENTENCES, ORDINARY_NAMES, WRITINGS, KEPT_BACK, BEHIND_ROLES, ACTS, BORDERS, SIGNS, UNINTRODUCED]
    parser.add_argument("--sentences", type=Path, nargs="*", default=files, help="files of marked sentences")
    for path in parser.parse_args().sentences:
        _print_shares(path)


def _print_shares(path: Path) -> None:
    found = list(sentences(path))
    for one in found:
        if path.resolve() not in _UNSEEN and (one.missed or one.is_harmed):
            print(f"{'missed ' + '、'.join(one.missed) if one.missed else 'harmed'}: {one.redacted!r}")
    data, missed = sum(len(one.data) for one in found), sum(len(one.missed) for one in found)
    harmed, widened = sum(one.is_harmed for one in found), sum(one.is_widened for one in found)
    share = f"{data - missed} of {data} found ({1 - missed / data:.1%})"
    print(f"{path.name}: {len(found)} sentences; {share}; {harmed} sentences harmed; {widened} hide more than the data")


if __name__ == "__main__":
    main()
