"""Public ids -> the things that they name, or that those were merged into."""

from graph.compile.draft import Draft, Node, block
from graph.compile.link import labelled, one_of
from graph.compile.where import statement_number
from graph.cypher import MERGED, SAME_AS, quote
from graph.errors import InputError
from graph.question import MAX_FIRST
from schema.values.value import Json


def found(draft: Draft, node: Node, sought: str, known: str = "") -> str:
    """The thing with an id, or the one that it was merged into; each is an index seek."""
    merged = draft.name("m")
    entities = [noun for noun in node.nouns if draft.ontology.is_entity(noun)]
    seeks = [f"MATCH ({one_of(node.name, node.nouns)})\nWHERE {node.name}.id = {sought}\nRETURN {node.name}"]
    if entities:
        end = labelled(node.name, [node.noun]) if node.noun else node.name
        seeks.append(
            f"MATCH ({merged}:{quote(MERGED)})-[:{quote(SAME_AS)}]->({end})\n"
            f"WHERE {merged}.id = {sought}\nRETURN {node.name}"
        )
    return block(f"CALL ({known})", ["\nUNION ALL\n".join(seeks)]) if len(seeks) > 1 else seeks[0].rpartition("\n")[0]


def stored_id(raw: Json) -> str | int | None:
    """A public id as it is stored; what cannot be one is null, which finds nothing."""
    if not isinstance(raw, str):
        return None
    number = statement_number(raw)
    return raw if number is None else number


def stored_ids(raw: Json) -> list[str | int | None]:
    """Public ids as they are stored. Raises InputError where there are too many."""
    if not isinstance(raw, list):
        raise InputError("ids is not a list", "Pass a list of ids.")
    if len(raw) > MAX_FIRST:
        raise InputError(f"there are {len(raw)} ids", f"Ask for at most {MAX_FIRST} at once.")
    return [stored_id(each) for each in raw]
