"""Stretches of text as nodes, each checked against the article when it is written.

«Токаев» at 33..39 becomes `text:a1_33_39 a nif:Phrase; nif:anchorOf "Токаев"@ru; nif:sentence text:a1_0_52`.

In: records.text. Out: Words, literals. Touches: nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Quad

from letopis import ids
from letopis.errors import EvidenceError
from letopis.rdf import vocabulary as v
from letopis.records.text import Span

if TYPE_CHECKING:
    from letopis.rdf.vocabulary import Base
    from letopis.records.text import Article, Parsed


def russian(text: str) -> Literal:
    """A Russian text."""
    return Literal(text, language="ru")


def integer(value: int) -> Literal:
    """A whole number; Oxigraph keeps every integer type as `xsd:integer`."""
    return Literal(str(value), datatype=v.XSD_INTEGER)


def decimal(value: float) -> Literal:
    """The shortest decimal that reads back as `value`, without an exponent."""
    text = f"{value:.12f}".rstrip("0").rstrip(".")
    return Literal(text, datatype=v.XSD_DECIMAL)


class Words:
    """The text nodes of one article: asks for a node write it once, in `quads`."""

    def __init__(self, parsed: Parsed, base: Base) -> None:
        self.article: Article = parsed.article
        self.graph = base.article(self.article.id)
        self.quads: list[Quad] = []
        self._base = base
        self._sentences = [sentence.span for sentence in parsed.sentences]
        self._starts = [span.start for span in self._sentences]
        self._known: set[tuple[Span, NamedNode]] = set()
        self.context = self._write_context()

    def say(self, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> None:
        """Add a triple to the article's graph."""
        self.quads.append(Quad(subject, predicate, value, self.graph))

    def sentence(self, span: Span) -> NamedNode:
        """The node of a sentence of the article.

        Raises EvidenceError if no sentence has this span.
        """
        node = self._node(span)
        if (span, v.NIF_SENTENCE) not in self._known:
            if span != self._sentence_of(span):
                raise self.error(f"{span.start}..{span.stop} is no sentence")
            self._write(node, span, v.NIF_SENTENCE)
        return node

    def phrase(self, span: Span) -> NamedNode:
        """The node of words inside one sentence, which is written too.

        Raises EvidenceError if the span is outside of the text or crosses a sentence.
        """
        node = self._node(span)
        if (span, v.NIF_PHRASE) not in self._known:
            around = self._sentence_of(span)
            self._write(node, span, v.NIF_PHRASE)
            self.say(node, v.IN_SENTENCE, self.sentence(around))
        return node

    def error(self, message: str) -> EvidenceError:
        """An error that names the article."""
        return EvidenceError(f"article {self.article.id} ({self.article.source or 'no source'}): {message}")

    def _sentence_of(self, span: Span) -> Span:
        if span.stop > len(self.article.text):
            raise self.error(f"{span.start}..{span.stop} is outside of the text of {len(self.article.text)} characters")
        index = bisect_right(self._starts, span.start) - 1
        if index < 0 or span not in self._sentences[index]:
            raise self.error(f"{span.start}..{span.stop} {span.of(self.article.text)!r} is not inside one sentence")
        return self._sentences[index]

    def _node(self, span: Span) -> NamedNode:
        return self._base.text(ids.text_id(self.article.id, span.start, span.stop))

    def _write_context(self) -> NamedNode:
        if not self.article.text:
            raise self.error("the text is empty")
        whole = Span(0, len(self.article.text))
        node = self._node(whole)
        self.say(node, v.RDF_TYPE, v.NIF_CONTEXT)
        self._write_offsets(node, whole)
        self.say(node, v.IS_STRING, russian(self.article.text))
        return node

    def _write_offsets(self, node: NamedNode, span: Span) -> None:
        self.say(node, v.RDF_TYPE, v.NIF_OFFSET_BASED)
        self.say(node, v.BEGIN_INDEX, integer(span.start))
        self.say(node, v.END_INDEX, integer(span.stop))

    def _write(self, node: NamedNode, span: Span, kind: NamedNode) -> None:
        self._known.add((span, kind))
        self.say(node, v.RDF_TYPE, kind)
        self._write_offsets(node, span)
        self.say(node, v.ANCHOR_OF, russian(span.of(self.article.text)))
        self.say(node, v.REFERENCE_CONTEXT, self.context)
