"""A search -> the clauses that find, rank and filter what it finds, over the full-text indexes of the database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from graph.answer.reading import Path
from graph.compile.connection import compile_connection
from graph.compile.draft import Draft, Edge, Node, Select, Shape, block, listing
from graph.compile.lucene import NOTHING, by_name, by_text, kind_words
from graph.compile.source import Source
from graph.compile.where import of_their_nouns
from graph.constraints import WORDS, searched, text_index
from graph.cypher import FORMS
from graph.errors import InputError
from graph.question import OrderKey, SearchRoot
from graph.sought import Sought, read_text
from schema.hit import HIT, MATCHES, POPULARITY, RANK
from schema.ontology import Ontology
from schema.values.value import Json

_ORDER = (OrderKey(RANK, edge=True), OrderKey(POPULARITY, descending=True, edge=True))
_EXACT, _PREFIX, _WORDS, _NEAR, _TEXT, _FUZZY = range(len(MATCHES))


def compile_search(draft: Draft, root: SearchRoot, path: Path, select: Select) -> Shape:
    """A connection over what is found, best first."""
    nouns = tuple(noun.name for noun in draft.ontology.concrete if searched(draft.ontology, noun))
    source = _Search(draft, root, Node(draft.name("n"), "", nouns), path).source()
    return compile_connection(draft, replace(root.connection, order=_ORDER), source, path, select)


@dataclass(frozen=True, slots=True)
class _Search:
    """One search while it is written."""

    draft: Draft
    root: SearchRoot
    node: Node
    path: Path

    def source(self) -> Source:
        """Where hits come from. They are ranked only where they are shown: to count them takes the indexes alone."""
        name, (found, rank, edge) = self.node.name, (self.draft.name(stem) for stem in ("f", "k", "h"))
        kinds = self._kinds()
        clauses = (
            block("CALL ()", ["\nUNION ALL\n".join(self._seeks(found, kinds))]),
            f"WITH {name}, min({found}) AS {found}",
        )
        match = f"{listing(repr(each) for each in MATCHES)}[{rank}]"
        popularity = f"COUNT {{ ({name})--() }}"
        shown = (
            f"WITH {name}, {self._rank(found)} AS {rank}",
            f"WITH {name}, {{rank: {rank}, match: {match}, popularity: {popularity}}} AS {edge}",
        )
        text = self._parameter(lambda sought: sought.text)
        way = Edge(edge, HIT, name, name)
        return Source(clauses, tuple(self._tests(kinds)), self.node, way, ("search",), shown=shown, sought=text)

    def _seeks(self, found: str, kinds: str) -> Iterator[str]:
        ontology = self.draft.ontology
        entities = [noun for noun in self.node.nouns if ontology.is_entity(noun)]
        words = kind_words(ontology)
        if entities:
            for rank, near in ((_NEAR, True), (_FUZZY, False)):
                query = self._parameter(partial(by_name, kinds=words, near=near))
                yield self._seek(WORDS, entities, query, rank, found, kinds)
        for rank, near in ((_TEXT, False), (_FUZZY, True)):
            nouns = [noun for noun in self.node.nouns if noun not in entities]
            if nouns:
                query = self._parameter(partial(by_text, near=near))
            for noun in nouns:
                yield self._seek(text_index(noun), [noun], query, rank, found, kinds)

    def _seek(self, index: str, nouns: list[str], query: str, rank: int, found: str, kinds: str) -> str:
        text = f"${query}"
        if kinds:
            wanted, each = listing(repr(noun) for noun in nouns), self.draft.name("x")
            asked = f"${kinds} IS NULL OR any({each} IN ${kinds} WHERE {each} IN {wanted})"
            text = f"CASE WHEN {asked} THEN {text} ELSE '{NOTHING}' END"
        call = f"CALL db.index.fulltext.queryNodes('{index}', {text}) YIELD node AS {self.node.name}"
        return f"{call}\nRETURN {self.node.name}, {rank} AS {found}"

    def _rank(self, found: str) -> str:
        """By the forms of its names; texts and what is only near keep the rank of how they were found."""
        forms, words = (
            f"${self._parameter(of)}" for of in (lambda sought: [*sought.forms], lambda sought: [*sought.padded])
        )
        mine, one, other = f"{self.node.name}.{FORMS}", self.draft.name("x"), self.draft.name("x")
        exact = f"any({one} IN {forms} WHERE {one} IN {mine})"
        begins = f"any({other} IN {mine} WHERE any({one} IN {forms} WHERE {other} STARTS WITH {one}))"
        holds = f"all({one} IN {words} WHERE any({other} IN {mine} WHERE ' ' + {other} + ' ' CONTAINS {one}))"
        return (
            f"CASE WHEN {found} = {_TEXT} THEN {_TEXT} WHEN {exact} THEN {_EXACT} WHEN {begins} THEN {_PREFIX} "
            f"WHEN {holds} THEN {_WORDS} ELSE {found} END"
        )

    def _tests(self, kinds: str) -> Iterator[str]:
        name = self.node.name
        if kinds:
            each = self.draft.name("x")
            yield f"(${kinds} IS NULL OR any({each} IN labels({name}) WHERE {each} IN ${kinds}))"
        yield from of_their_nouns(self.draft, self.root.filters, name, self.path)

    def _kinds(self) -> str:
        if self.root.kinds is None:
            return ""
        return self.draft.parameter(self.root.kinds, _concrete(self.draft.ontology), self.path)

    def _parameter(self, make: Callable[[Sought], Json]) -> str:
        return self.draft.parameter(self.root.text, lambda raw: make(read_text(raw)), self.path)


def _concrete(ontology: Ontology) -> Callable[[Json], Json]:
    """Names of nouns and interfaces -> the nouns that they stand for."""
    known = sorted(ontology.nouns)

    def convert(raw: Json) -> Json:
        if raw is None:
            return None
        assert isinstance(raw, list)
        for name in raw:
            if name not in known:
                raise InputError(f"there is no noun {name!r:.60}", f"Use some of {', '.join(known)}.")
        return [*sorted({noun for name in raw for noun in ontology.possible(str(name))})]

    return convert
