"""The tables, the same in SQLite and PostgreSQL.

The system of record is two columns: ``articles.document``, the article as received, and
``readings.analysis``, all that one reader said of it. The other tables are drawn from the newest
reading so that they can be asked; they can be made anew at any time. A row drawn from an article
is numbered ``article * 1_000_000 + place``: nothing depends on when it was written. The index of
words is in :mod:`musnad.store.index`.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

REVISION = "0007"  # the migration that makes these tables
PLACES = 1_000_000  # the records of one kind that an article may have

METADATA = MetaData()
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def _key() -> Column[int]:
    return Column("number", _NUMBER, primary_key=True, autoincrement=False)


def _by_day(table: str) -> Index:
    """The order of days, in which an unknown one comes first; as queries ask for it."""
    return Index(f"{table}_by_day", text("coalesce(day, '')"), "number")


def _of(table: str) -> Column[int]:
    return Column(table.removesuffix("s"), _NUMBER, ForeignKey(f"{table}.number"), nullable=False)


SOURCES = Table("sources", METADATA, _key(), Column("location", String, unique=True))
READERS = Table("readers", METADATA, _key(), Column("name", String, unique=True))
ARTICLES = Table(
    "articles",
    METADATA,
    _key(),
    Column("key", String(64), nullable=False, unique=True),  # digest of the document
    Column("state", String(8), nullable=False),  # queued, read, failed, removed
    _of("sources"),
    Column("reader", _NUMBER, ForeignKey("readers.number")),  # of the newest reading
    Column("identity", String, nullable=False),  # the id that its source gives it
    Column("sha256", String(64), nullable=False),
    Column("url", String),
    Column("outlet", String),
    Column("title", String),
    Column("published", String),
    Column("day", String(10)),  # of publication
    Column("document", LargeBinary, nullable=False),
    Index("articles_by_state", "state", "number"),
    _by_day("articles"),
    Index("articles_by_outlet", "outlet"),
    Index("articles_by_identity", "identity"),
)
READINGS = Table(
    "readings",
    METADATA,
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    Column("reader", _NUMBER, ForeignKey("readers.number"), primary_key=True),
    Column("sha256", String(64), nullable=False),  # of the records as JSON
    Column("analysis", LargeBinary, nullable=False),
)
FAILURES = Table(
    "failures",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("article", _NUMBER, ForeignKey("articles.number")),  # none: it never became one
    Column("place", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("error", String, nullable=False),
    Column("message", String, nullable=False),
    Index("failures_by_article", "article"),
)
ENTITIES = Table(
    "entities",
    METADATA,
    _key(),
    _of("articles"),
    Column("record", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("name_en", String),
    Column("wikidata", String),
    Column("country", String),
    Column("sectors", String, nullable=False),  # " GOV MIL "
    Column("actor", String(13)),  # the same in every article, see grounding/identities.py
    Index("entities_by_wikidata", "wikidata"),
    Index("entities_by_actor", "actor", "article"),
)
TIMES = Table(
    "times",
    METADATA,
    _key(),
    _of("articles"),
    Column("record", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("value", String),
    Column("anchor", String, nullable=False),
)
STATEMENTS = Table(
    "statements",
    METADATA,
    _key(),
    _of("articles"),
    Column("record", String, nullable=False),
    Column("force", String, nullable=False),
    Column("form", String, nullable=False),
    Column("cue", String),
    Column("day", String(10)),
    Column("contested", Boolean, nullable=False),
    Index("statements_by_force", "force"),
    _by_day("statements"),
)
EVENTS = Table(
    "events",
    METADATA,
    _key(),
    _of("articles"),
    Column("record", String, nullable=False),
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("status", String, nullable=False),
    Column("quad", Integer),
    Column("score", Float),
    Column("confidence", Float),
    Column("day", String(10)),  # the day it is told for, else of publication
    Column("place", String),
    Column("place_country", String),
    Column("lat", Float),
    Column("lon", Float),
    Column("statement", _NUMBER),  # the statement that tells it
    Column("contested", Boolean, nullable=False),
    Index("events_by_type", "type", "status"),
    _by_day("events"),
    Index("events_by_statement", "statement"),
)
CLAIMS = Table(
    "claims",
    METADATA,
    _key(),
    _of("articles"),
    Column("record", String, nullable=False),
    Column("about", String, nullable=False),
    Column("stance", String, nullable=False),
    Column("contested", Boolean, nullable=False),
)
RELATIONS = Table(
    "relations",
    METADATA,
    _key(),
    _of("articles"),
    Column("record", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("since", String),
    Index("relations_by_kind", "kind", "state"),
)
NAMES = Table(  # each distinct set of names once, so that words are sought among few
    "names",
    METADATA,
    _key(),
    Column("names", String, nullable=False),
)
PARTIES = Table(
    "parties",
    METADATA,
    _key(),
    _of("articles"),
    Column("owner", _NUMBER, nullable=False),  # number of the event, statement, claim, relation
    Column("side", String(9), nullable=False),  # actor recipient speaker about claimant party
    Column("name", _NUMBER, ForeignKey("names.number"), nullable=False),
    Column("wikidata", String),
    Column("country", String),
    Column("sectors", String, nullable=False),
    Column("actor", String(13)),
    Index("parties_by_actor", "actor", "side"),
    Index("parties_by_name", "name", "side"),
    Index("parties_by_wikidata", "wikidata", "side"),
    Index("parties_by_country", "country", "side"),
    Index("parties_by_owner", "owner", "side"),
)
RAW = Table(  # bytes that were fetched, in the WARC files of raw/ or where the user keeps them
    "raw",
    METADATA,
    _key(),
    Column("record", String, nullable=False, unique=True),  # WARC-Record-ID
    Column("file", String, nullable=False),
    Column("offset", BigInteger, nullable=False),
    Column("asked", String),  # the address before redirects
    Column("url", String),
    Column("fetched", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),  # of the body as sent
    Index("raw_by_asked", "asked"),
)
ORIGINS = Table(  # which bytes an article was read from
    "origins",
    METADATA,
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    Column("raw", _NUMBER, ForeignKey("raw.number"), primary_key=True),
)
WATCHED = Table(
    "watched",
    METADATA,
    Column("source", _NUMBER, ForeignKey("sources.number"), primary_key=True, autoincrement=False),
)
FETCHES = Table(  # of feeds; see musnad.store.fetches
    "fetches",
    METADATA,
    _key(),
    _of("sources"),
    Column("fetched", String, nullable=False),
    Column("error", String),
    Column("changed", Boolean, nullable=False),
    Column("etag", String),
    Column("last_modified", String),
    Column("sha256", String(64)),
    Column("new", Integer, nullable=False),
    Column("known", Integer, nullable=False),
    Column("failed", Integer, nullable=False),
    Column("undated", Integer, nullable=False),
    Index("fetches_by_source", "source", "number"),
)
INDEXED = Table(  # the words of each article as they are in the index, to take them out again
    "indexed",
    METADATA,
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    Column("words", LargeBinary, nullable=False),
)
CHANGES = Table(
    "changes",
    METADATA,
    _key(),
    Column("at", String(20), nullable=False),
    Column("kind", String(9), nullable=False),  # added, corrected, retracted
    Column("article", _NUMBER, nullable=False),  # its number; the entry outlives it
    Column("identity", String, nullable=False),
    Column("reader", _NUMBER),  # whose reading holds now
    Column("before", _NUMBER),
    Column("records", LargeBinary),  # ids that came, went, changed; none: all that reader read
    Index("changes_by_article", "article", "number"),
    Index("changes_by_time", "at", "number"),
)
DRAWN = (PARTIES, ENTITIES, TIMES, STATEMENTS, EVENTS, CLAIMS, RELATIONS)

SHINGLES = Table(  # a sample of the shingles of every article, by which copies are found
    "shingles",
    METADATA,
    Column("shingle", BigInteger, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    sqlite_with_rowid=False,
)
COPIES = Table(  # every article; one without copies is its own head
    "copies",
    METADATA,
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    Column("sample", Integer, nullable=False),  # how many of its shingles are in the index
    Column("words", Integer, nullable=False),
    Column("head", _NUMBER, nullable=False),  # the article that stands for all its copies
    Index("copies_by_head", "head"),
)
COPY_PAIRS = Table(
    "copy_pairs",
    METADATA,
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    Column("other", _NUMBER, ForeignKey("articles.number"), primary_key=True),  # a greater number
    Column("containment", Float, nullable=False),
    Index("copy_pairs_by_other", "other"),
)
STORY_FEATURES = Table(  # the heaviest features of every article, by which its story is found
    "story_features",
    METADATA,
    Column("feature", BigInteger, primary_key=True, autoincrement=False),
    Column("day", Integer, primary_key=True, autoincrement=False),  # ordinal
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    sqlite_with_rowid=False,
)
STORIES = Table(  # every article that is arranged; one without a story is its own
    "stories",
    METADATA,
    Column("article", _NUMBER, ForeignKey("articles.number"), primary_key=True),
    Column("reader", _NUMBER, ForeignKey("readers.number"), nullable=False),
    Column("moment", String),  # published, length, key: the order of reports
    Column("day", Integer),
    Column("features", LargeBinary, nullable=False),
    Column("parent", _NUMBER),  # the earlier report most like it
    Column("likeness", Float),
    Column("story", _NUMBER, nullable=False),  # the first report
    Index("stories_by_story", "story"),
)
TELLINGS = Table(  # which joined event each event of an article tells
    "tellings",
    METADATA,
    Column("event", _NUMBER, primary_key=True, autoincrement=False),
    Column("article", _NUMBER, ForeignKey("articles.number"), nullable=False),
    Column("joined", _NUMBER, nullable=False),  # the first of the events joined
    Index("tellings_by_article", "article"),
    Index("tellings_by_joined", "joined"),
)
# Of the people of a project and what they decided: nothing below is ever drawn anew.
USERS = Table(
    "users",
    METADATA,
    Column("number", _NUMBER, primary_key=True),  # the database counts
    Column("name", String, nullable=False, unique=True),
    Column("role", String(8), nullable=False),  # reader coder curator admin
    Column("password", String),  # argon2; none: by token only
    Column("active", Boolean, nullable=False),
)
KEYS = Table(  # what stands for a user: a session of a browser or a token of a program
    "user_keys",
    METADATA,
    Column("digest", String(64), primary_key=True),  # of the secret, which is not kept
    Column("owner", _NUMBER, ForeignKey("users.number"), nullable=False),
    Column("kind", String(7), nullable=False),  # session token
    Column("until", String(20)),  # a session ends, ISO 8601 in UTC
)
DECISIONS = Table(  # only ever added to; an undoing is a decision too
    "decisions",
    METADATA,
    Column("number", _NUMBER, primary_key=True),  # the database counts
    Column("at", String(20), nullable=False),  # ISO 8601 in UTC
    Column("reviewer", String, nullable=False),
    Column("article", _NUMBER, ForeignKey("articles.number"), nullable=False),
    Column("record", String, nullable=False),
    Column("kind", String(10), nullable=False),  # statements events
    Column("verdict", String(7), nullable=False),  # accept correct reject undo
    Column("undoes", _NUMBER),
    Column("before", LargeBinary, nullable=False),  # the record that was decided on, as JSON
    Column("after", LargeBinary),  # what it should be
    Index("decisions_by_record", "article", "record"),
    Index("decisions_by_undone", "undoes"),
)
AUDIT = Table(
    "audit",
    METADATA,
    Column("number", _NUMBER, primary_key=True),  # the database counts
    Column("at", String(20), nullable=False),
    Column("who", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
)
ACTOR_DECISIONS = Table(  # what people decided of actors
    "actor_decisions",
    METADATA,
    Column("one", String(13), primary_key=True),
    Column("other", String(13), primary_key=True),  # greater than one
    Column("verdict", String(9), nullable=False),  # same, different
    Column("who", String, nullable=False),
    Column("moment", String, nullable=False),
    Column("note", String),
)
