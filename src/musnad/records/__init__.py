"""The nouns: documents, spans, and every record the reader makes. Pure data."""

from musnad.records.analysis import Analysis
from musnad.records.assertions import (
    Claim,
    Entity,
    Event,
    Mention,
    Office,
    Party,
    Place,
    Record,
    Relation,
    Statement,
    Time,
    TimeReference,
)
from musnad.records.documents import Document, Failure
from musnad.records.ids import record_id
from musnad.records.spans import Span, covering, quote

__all__ = [
    "Analysis",
    "Claim",
    "Document",
    "Entity",
    "Event",
    "Failure",
    "Mention",
    "Office",
    "Party",
    "Place",
    "Record",
    "Relation",
    "Span",
    "Statement",
    "Time",
    "TimeReference",
    "covering",
    "quote",
    "record_id",
]
