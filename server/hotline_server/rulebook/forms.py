"""Forms of a rule book's files, with the problems found in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from hotline_server.rulebook.errors import Problem, RuleBookError, doubled, unknown_name
from hotline_server.rulebook.salvage import Salvage, salvage
from hotline_server.rulebook.schema.deadlines import DeadlinesForm
from hotline_server.rulebook.schema.files import RETIRED, parse_earlier_policies, read_form
from hotline_server.rulebook.schema.lexicons import CategoryForm, DangersForm
from hotline_server.rulebook.schema.rules import RulesForm
from hotline_server.rulebook.source import Source, ValuePath
from hotline_server.rulebook.validity import parse_date
from hotline_server.text.pattern import PatternError
from hotline_server.text.pattern import parse as parse_pattern

FILES_LIMIT = 1_000
SIZE_LIMIT = 32 * 1024 * 1024
LOST_LIMIT = 300_000
"""Characters that could not be read and are searched for names; of more, any name may be in them."""
_FULL_WIDTH = {"｜": "|", "［": "[", "］": "]"}
_QUOTES = tuple("“”‘’「」『』")
Form = TypeVar("Form")


@dataclass(slots=True)
class Forms:
    """Parsed files of a rule book, and what was found wrong with them.

    Attributes:
        parsed: forms, each with the file that it was read from.
        problems: found in the files themselves.
        misfits: found in comparison with the directory and this release, and texts that may have been cut off.
        lost: texts of the parts that could not be read.
        first: where each name of a kind stands first.
        sources: of the files, with the entries that do not fit their forms.
        unread: texts of the entries that are not even YAML, one for each file.
        are_too_large: true if nobody should try to read texts with their words.
    """

    parsed: list[tuple[Source, object]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    misfits: list[Problem] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    first: dict[tuple[str, str], Problem] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    are_too_large: bool = False

    @classmethod
    def parse(cls, files: Mapping[str, bytes], unread: Iterable[Salvage] = ()) -> "Forms":
        """Parse the files of a rule book, reporting what is wrong with them and parsing the rest.

        Args:
            files: contents by relative path.
            unread: results of reading other, faulty files whose readable parts are already among ``files``.
        """
        parsed = cls()
        for read in unread:
            parsed._note(read)
        size = sum(map(len, files.values()))
        if len(files) > FILES_LIMIT or size > SIZE_LIMIT:
            message = f"有 {len(files)} 个文件、{size} 字节，上限是 {FILES_LIMIT} 个、{SIZE_LIMIT} 字节"
            parsed.problems.append(Problem("rules", 1, 1, message))
            return parsed
        # A message gives them in any order, and what stands first decides between equals.
        for name, content in sorted(files.items()):
            parsed._parse_file(name, content)
        required_forms = ((RulesForm, "规则"), (DangersForm, "险情"), (CategoryForm, "分类"), (DeadlinesForm, "时限"))
        parsed.problems += (
            Problem("rules", 1, 1, f"规则库里没有“{name}”文件")
            for required, name in required_forms
            if not any(parsed.of(required)) and not parsed.is_lost(name)
        )
        return parsed

    def _parse_file(self, name: str, content: bytes) -> None:
        read = salvage(name, content)
        self._note(read)
        source = read.source
        if source is None:
            return
        self.sources.append(source)
        self.misfits += source.cut
        retired = [RETIRED[key] for key in RETIRED if isinstance(source.data, dict) and key in source.data]
        self.misfits += (source.problem((), message) for message in retired)
        if retired:
            return
        try:
            earlier = parse_earlier_policies(source)
        except RuleBookError as error:
            self.problems += error.problems
            return
        if earlier:
            self.parsed.append((source, earlier))
            return
        fitted = read_form(source, read.lost)
        self.problems += fitted.problems
        self._lose(*fitted.lost)
        if fitted.form:
            self.parsed.append((fitted.source, fitted.form))

    def _note(self, read: Salvage) -> None:
        """Note what could not be read of a file."""
        self.problems += read.problems
        self._lose(read.lost)
        self.unread += filter(None, (read.lost,))

    def _lose(self, *texts: str) -> None:
        self.lost += filter(None, texts)

    def is_lost(self, name: str) -> bool:
        """Return True if what has a name may be in the parts that could not be read."""
        return sum(map(len, self.lost)) > LOST_LIMIT or any(name in text for text in self.lost)

    def of(self, kind: type[Form]) -> Iterator[tuple[Source, Form]]:
        """Yield the forms of a kind with the files that they were read from."""
        return ((source, form) for source, form in self.parsed if isinstance(form, kind))

    def check_known(
        self, source: Source, path: ValuePath, name: str, known: Collection[str] | Mapping[str, object], what: str
    ) -> None:
        """Report a name that is not among those known, nor in what could not be read."""
        if name not in known and not self.is_lost(name):
            self.problems.append(source.problem(path, unknown_name(name, known, what)))

    def check_unique(self, source: Source, path: ValuePath, name: str, what: str) -> None:
        """Report a name that something else of its kind has."""
        self.problems += self._doubles(source, path, name, what)

    def check_once(self, source: Source, path: ValuePath, name: str, what: str) -> None:
        """Report a name that something else of its kind has, which earlier releases let pass in another file."""
        self.misfits += self._doubles(source, path, name, what)

    def _doubles(self, source: Source, path: ValuePath, name: str, what: str) -> Iterator[Problem]:
        here = source.problem(path, "")
        first = self.first.setdefault((what, name), here)
        if first is not here:
            yield doubled(here, first, f"“{name}”重复了")

    def check_patterns(self, source: Source, path: ValuePath, words: list[str]) -> tuple[str, ...]:
        """Return patterns, without those that are none, which it reports."""
        patterns: list[str] = []
        for number, word in enumerate(words):
            try:
                parse_pattern(word)
                patterns.append(word)
            except PatternError as error:
                self.problems.append(source.problem((*path, number), str(error)))
            self.check_quotes(source, (*path, number), word)
            self.check_signs(source, (*path, number), word)
        return tuple(patterns)

    def check_quotes(self, source: Source, path: ValuePath, word: str) -> None:
        """Report a pattern in Chinese quotation marks, which would be looked for as if somebody said them."""
        if word[:1] in _QUOTES and word[-1:] in _QUOTES:
            self.misfits.append(source.problem(path, f"{word}外面的中文引号会当作市民说的字来找，请去掉或改用半角引号"))

    def check_signs(self, source: Source, path: ValuePath, word: str) -> None:
        """Report a pattern with full-width signs, which would be looked for as if somebody said them."""
        sign = next((sign for sign in _FULL_WIDTH if sign in word), None)
        if sign:
            message = f"“{word}”里的全角“{sign}”会当作市民说的字来找，要写成半角“{_FULL_WIDTH[sign]}”"
            self.misfits.append(source.problem(path, message))

    def parse_date(self, source: Source, path: ValuePath, text: str | None) -> date | None:
        """Return a day; ``None``, and reported, if it is none."""
        try:
            return parse_date(text)
        except ValueError as error:
            self.problems.append(source.problem(path, str(error)))
            return None
