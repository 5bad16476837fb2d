"""Loading of rule books: files are parsed and checked completely before use."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from hotline_server.rulebook.book import Contents, RuleBook
from hotline_server.rulebook.catalogue import Catalogue
from hotline_server.rulebook.editions import version_of
from hotline_server.rulebook.errors import Problem, RuleBookError
from hotline_server.rulebook.files import SHIPPED_READER
from hotline_server.rulebook.forms import Forms
from hotline_server.rulebook.lexicon_forms import build_lexicon
from hotline_server.rulebook.message_forms import build_messages
from hotline_server.rulebook.names import KnownNames
from hotline_server.rulebook.policy_forms import build_policies
from hotline_server.rulebook.routing import Row
from hotline_server.rulebook.rule_forms import build_rules
from hotline_server.rulebook.salvage import Salvage
from hotline_server.rulebook.schema.rules import RoutingForm
from hotline_server.rulebook.settings import (
    build_assessment,
    build_ends,
    build_hotness,
    build_limits,
    build_lines,
    build_openings,
    build_questions,
    build_retention,
    build_thresholds,
    build_urging,
    build_wishes,
)
from hotline_server.rulebook.slip_forms import build_slips
from hotline_server.text.lexicon import Lexicon
from hotline_server.text.reader import Reader


@dataclass(frozen=True, slots=True, eq=False)
class BuiltFiles:
    """Parts of a rule book that could be built of its files.

    Attributes:
        forms: of the files, with all that is wrong with them.
        contents: of what could be read; ``None`` if nobody can decide by it.
    """

    forms: Forms
    contents: Contents | None

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong with the files."""
        return [*self.forms.problems, *self.forms.misfits]


def build_files(files: Mapping[str, bytes], names: KnownNames, unread: Iterable[Salvage] = ()) -> BuiltFiles:
    """Build what can be built of the files of a rule book, whatever is wrong with the rest.

    Args:
        files: contents by relative path.
        names: of the units in the directory.
        unread: results of reading other, faulty files whose readable parts are already among ``files``.
    """
    forms = Forms.parse(files, unread)
    return BuiltFiles(forms, _build(files, forms, names))


def load(files: Mapping[str, bytes], names: KnownNames, reader: Reader | None = None) -> RuleBook:
    """Check the files of a rule book and build it.

    Args:
        files: contents by relative path.
        names: of the units in the directory.
        reader: learned reader; without one, lexicons alone read.

    Raises:
        RuleBookError: if there are problems; it lists all of them with file, line and column.
    """
    built = build_files(files, names)
    if built.problems or built.contents is None:
        raise RuleBookError(built.problems)
    return RuleBook(built.contents, names, reader)


def load_published(files: Mapping[str, bytes], names: KnownNames, reader: Reader | None = None) -> RuleBook:
    """Build a rule book that was in force, whatever has become of the directory since.

    What no longer fits the directory is passed over when a call is decided: rows lead to nobody, names to those
    who do the work today. So are files that this release no longer uses.

    Args:
        files: contents by relative path.
        names: of the units in the directory.
        reader: learned reader; without one, lexicons alone read.

    Raises:
        RuleBookError: if there are problems other than with the directory.
    """
    built = build_files(files, names)
    if built.forms.problems or built.contents is None:
        raise RuleBookError(built.forms.problems)
    return RuleBook(built.contents, names, reader)


def read_shipped_reader(directory: Path) -> Reader:
    """Load the learned reader that lies beside the rule book in ``directory``.

    Raises:
        OSError: if it is not there.
        ReaderFileError: if it is damaged.
    """
    return Reader((directory / SHIPPED_READER).read_bytes())


def _build(files: Mapping[str, bytes], forms: Forms, names: KnownNames) -> Contents | None:
    """Build the contents of a rule book; what is wrong with them is reported in the forms."""
    lexicon = build_lexicon(forms)
    lines = build_lines(forms, names)
    ends = build_ends(forms, lines)
    contents = Contents(
        version=version_of(files),
        rules=tuple(build_rules(forms, lexicon, names, ends, lines)),
        rows=tuple(_build_rows(forms, lexicon, names)),
        policies=tuple(build_policies(forms, names)),
        lexicon=lexicon,
        limits=build_limits(forms),
        assessment=build_assessment(forms),
        hotness=build_hotness(forms),
        retention=build_retention(forms),
        questions=build_questions(forms, lexicon),
        ends=ends,
        lines=lines,
        messages=build_messages(forms),
        slips=build_slips(forms),
        thresholds=build_thresholds(forms),
        openings=build_openings(forms),
        urging=build_urging(forms),
        wishes=build_wishes(forms),
    )
    return contents if lexicon.categories and not forms.are_too_large else None


def _build_rows(forms: Forms, lexicon: Lexicon, names: KnownNames) -> list[Row]:
    matters = {matter.name for category in lexicon.categories for matter in category.matters}
    catalogue = Catalogue(names, matters, forms.is_lost)
    rows = catalogue.build(forms.of(RoutingForm))
    forms.problems += catalogue.problems
    forms.misfits += catalogue.misfits
    return rows
