"""Index of the words of cases: FTS5 on SQLite, a tsvector with GIN on PostgreSQL, both over pairs of characters."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from peewee import SQL, Database, SqliteDatabase

from hotline_server.domain.numbering import number_of, parse_number
from hotline_server.domain.stuck import Job
from hotline_server.store.engine.sql import execute, execute_many
from hotline_server.text.search_words import QUERY_LIMIT, Word, query_words, tokens

# PostgreSQL tells positions beyond 16,383 not apart, and keeps 256 of a word. A text of more is divided into chapters,
# each with positions and words of its own. Phrases across the end of one are found, since a chapter begins with as much
# of the run before as a query may have.
_LAST_POSITION, _LAST_OF_WORD = 16_000, 250
_LAST_OF_ALL = 16_383
_CHAPTERS = 4
# Between two runs, so that no phrase spans both.
_GAP = 2
_AFTER_ALL = 2**62
_WALKING = "SELECT set_config('enable_seqscan', '{0}', TRUE), set_config('enable_indexscan', '{0}', TRUE)"
# Matching cases up to which all are fetched from the index; of more, the newest are found soon by walking back. So are
# those with a pair that more than a share of the cases have, whose long list need not be read.
# PostgreSQL expects up to half a hundredth of the cases for each chapter of a pair that it does not know.
_FEW, _SHARE, _SMALL = 5_000, 0.02, 100_000


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """Repository of the words of cases."""

    database: Database

    def position(self) -> int:
        """Return the log position up to which changed cases have been indexed."""
        ((position,),) = execute(self.database, "SELECT position FROM search_position")
        return int(position)

    def changed(self, after: int, limit: int, wordless: Collection[str]) -> tuple[list[str], int]:
        """Return the numbers of the cases of the next ``limit`` log entries, and the position of the last of these.

        Args:
            after: log position.
            limit: maximum number of entries.
            wordless: names of acts that change no words of a case, which is left out if nothing else was done to it.
        """
        mark = self.database.param
        query = f"SELECT case_id, act, position FROM log_entry WHERE position > {mark} ORDER BY position LIMIT {limit}"
        rows = execute(self.database, query, (after,))
        changed = {case_id for case_id, act, _ in rows if act not in wordless}
        return [number_of(case_id) for case_id in changed], int(rows[-1][2]) if rows else after

    def advance(self, after: int, up_to: int) -> bool:
        """Advance the indexed log position. Use only within a writer job.

        Returns:
            False if another server has advanced it meanwhile.
        """
        mark = self.database.param
        statement = f"UPDATE search_position SET position = {mark} WHERE position = {mark} RETURNING position"
        return bool(execute(self.database, statement, (up_to, after)))

    def backlog(self) -> int:
        """Return the id below which cases have yet to be indexed; 0 if none have."""
        ((below,),) = execute(self.database, "SELECT backlog FROM search_position")
        return int(below)

    def older(self, above: int, limit: int) -> tuple[list[str], int]:
        """Return the numbers of the newest cases below an id, and the id below which the backlog ends then."""
        mark = self.database.param
        query = f"SELECT id FROM hotline_case WHERE id < {mark} ORDER BY id DESC LIMIT {limit}"
        ids = [int(case_id) for (case_id,) in execute(self.database, query, (above,))]
        return [number_of(case_id) for case_id in ids], ids[-1] if len(ids) == limit else 0

    def shorten_backlog(self, above: int, below: int) -> bool:
        """Record that the cases between two ids have been indexed. Use only within a writer job.

        Returns:
            False if another server has recorded it meanwhile, or all are to be indexed anew.
        """
        mark = self.database.param
        statement = f"UPDATE search_position SET backlog = {mark} WHERE backlog = {mark} RETURNING backlog"
        return bool(execute(self.database, statement, (below, above)))

    def missing(self) -> Iterator[str]:
        """Yield the numbers of the cases that should have words here, have none, and are not set aside."""
        key = "rowid" if isinstance(self.database, SqliteDatabase) else "case_id"
        # The first case that the index has not read yet, and those after it, wait.
        waiting = (
            "SELECT MIN(l.case_id) FROM log_entry AS l, search_position AS s "
            "WHERE l.position > s.position AND l.sequence = 1"
        )
        statement = (
            f"SELECT c.id FROM hotline_case AS c WHERE c.id >= {self.backlog():d} "
            f"AND NOT EXISTS (SELECT 1 FROM case_search AS w WHERE w.{key} = c.id) "
            f"AND c.id < COALESCE(({waiting}), {_AFTER_ALL}) "
            f"AND NOT EXISTS (SELECT 1 FROM stuck_item AS s WHERE s.job = '{Job.SEARCH_INDEXING.value}' "
            "AND s.case_id = c.id) ORDER BY c.id"
        )
        yield from (number_of(case_id) for (case_id,) in execute(self.database, statement))

    def put(self, texts: Mapping[str, str]) -> None:
        """Store the words of cases, by case number. Use only within a writer job."""
        if isinstance(self.database, SqliteDatabase):
            statement = "INSERT OR REPLACE INTO case_search (rowid, words) VALUES (?, ?)"
            write = _fts5_document
        else:
            statement = (
                "INSERT INTO case_search (case_id, words) VALUES (%s, %s::tsvector) "
                "ON CONFLICT (case_id) DO UPDATE SET words = excluded.words"
            )
            write = _tsvector
        if texts:
            rows = [(parse_number(number), write(text)) for number, text in texts.items()]
            execute_many(self.database, statement, rows)


def restart(database: Database) -> None:
    """Let all cases of a database be indexed anew. Use only within a write transaction."""
    # Written anew, so that there is one row again if somebody took it away or added others.
    execute(database, "DELETE FROM search_position")
    execute(
        database,
        "INSERT INTO search_position (position, backlog) SELECT COALESCE((SELECT last FROM counter "
        "WHERE name = 'log'), 0), COALESCE(MAX(id), 0) + 1 FROM hotline_case",
    )


def having(database: Database, text: str) -> SQL | list[int]:
    """Return the ids of the cases that have all words of a query, which must have one, or the subquery of many."""
    words = query_words(text)
    if isinstance(database, SqliteDatabase):
        matching = " AND ".join(map(_fts5_phrase, words))
        return SQL("(SELECT rowid FROM case_search WHERE case_search MATCH ?)", [matching])
    matching = " & ".join(map(_tsquery, words))
    is_pair = len(words) == 1 and len(words[0].pairs) == 1
    is_frequent = is_pair and _expected(database, matching) > _SHARE * _cases(database)
    few = None if is_frequent else _few(database, matching)
    return few if few is not None else SQL("(SELECT case_id FROM case_search WHERE words @@ %s::tsquery)", [matching])


def _few(database: Database, matching: str) -> list[int] | None:
    """Return the ids of the cases that match, ``None`` if they are many.

    PostgreSQL knows frequent pairs only. It cannot tell how rare others are, nor how seldom some meet, and walks all
    cases in the hope of the next, by the table or by its key. The index of words is read by a bitmap alone.
    """
    with database.atomic():
        execute(database, _WALKING.format("off"))
        found = execute(
            database, f"SELECT case_id FROM case_search WHERE words @@ %s::tsquery LIMIT {_FEW + 1}", (matching,)
        )
        execute(database, _WALKING.format("on"))
    return [int(case_id) for (case_id,) in found] if len(found) <= _FEW else None


def _expected(database: Database, matching: str) -> int:
    """Return how many cases PostgreSQL expects to match."""
    planned = execute(
        database, "EXPLAIN (FORMAT JSON) SELECT 1 FROM case_search WHERE words @@ %s::tsquery", (matching,)
    )
    return int(planned[0][0][0]["Plan"]["Plan Rows"])


def _cases(database: Database) -> int:
    """Return about how many cases are indexed; of few each may be looked at."""
    counted = execute(database, "SELECT reltuples FROM pg_class WHERE oid = 'case_search'::regclass")
    return max(int(counted[0][0]), _SMALL)


def _fts5_document(text: str) -> str:
    return " ".join(token for run in tokens(text) for token in run)


def _fts5_phrase(word: Word) -> str:
    return f'"{" ".join(word.pairs)}"' if word.pairs else f'"{word.text}"*'


def _tsvector(text: str) -> str:
    chapter, position, lexemes = 0, 1, []
    counts: Counter[str] = Counter()
    for run in tokens(text):
        place = 0
        while place < len(run):
            token = run[place]
            if chapter < _CHAPTERS - 1 and (position > _LAST_POSITION or counts[token] >= _LAST_OF_WORD):
                chapter, position, place = chapter + 1, 1, max(place - QUERY_LIMIT, 0)
                counts.clear()
                token = run[place]
            lexemes.append(f"'{_in_chapter(chapter, token)}':{min(position, _LAST_OF_ALL)}")
            counts[token] += 1
            position, place = position + 1, place + 1
        position += _GAP
    return " ".join(lexemes)


def _tsquery(word: Word) -> str:
    return f"({' | '.join(_in_one_chapter(word, chapter) for chapter in range(_CHAPTERS))})"


def _in_one_chapter(word: Word, chapter: int) -> str:
    if not word.pairs:
        return f"'{_in_chapter(chapter, word.text)}':*"
    return f"({' <-> '.join(_quoted([_in_chapter(chapter, pair) for pair in word.pairs]))})"


def _in_chapter(chapter: int, token: str) -> str:
    # No token begins with the sign, so none is the begin of another chapter's.
    return f"~{chapter}{token}" if chapter else token


def _quoted(pairs: Sequence[str]) -> list[str]:
    return [f"'{pair}'" for pair in pairs]
