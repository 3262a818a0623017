"""Names of the ontology and of the stored form -> Cypher; the only place where a name is quoted."""

from collections.abc import Iterable

from schema.ontology import Ontology
from schema.ranking import Ranking

#: Labels and types of the stored form (docs/storage.md) that stand whatever the ontology holds.
STATEMENT = "Statement"
DOCUMENT = "Document"
REPORTED_IN = "REPORTED_IN"
ABOUT = "ABOUT"
SAID_BY = "SAID_BY"
PUBLISHED_BY = "PUBLISHED_BY"
MERGED = "Merged"
SAME_AS = "SAME_AS"
#: An id that a judgement names without joining it: a hint, or what something may be, or is not.
KEY = "Key"
#: From an entity to a key: they may be one; they are not one.
CANDIDATE = "CANDIDATE"
DIFFERENT = "DIFFERENT"
#: The property that names the fields and links of an entity on which claims disagree.
CONFLICTS = "conflicts"
#: The property that names the claims of an entity that wait for somebody to review them.
WAITING = "waiting"
#: Properties under which an entity is found: the forms of its names and codes, and the sounds of its names' words.
FORMS = "search_forms"
SOUNDS = "search_sounds"
#: What an entity becomes that no standing statement holds any more.
GONE = "_Entity"
#: An entry of the journal: a write that a client made, by whom and when.
WRITE = "_Write"
#: The one node that counts what was ever changed, and the entries of the change log.
LOG = "_Log"
CHANGES = "_Changes"
#: A view of the explorer that somebody saved under a name.
VIEW = "_View"
#: The one node that tells what made the database.
CONTRAIL = "_Contrail"


def quote(name: str) -> str:
    """A label, relationship type or property as Cypher writes it.

    >>> quote("OF_TYPE"), quote("odd`name")
    ('`OF_TYPE`', '`odd``name`')
    """
    return "`" + name.replace("`", "``") + "`"


def ranked(ranking: Ranking, name: str) -> str:
    """The property that holds what a ranking shows, where that is not what the default one shows.

    >>> ranked(Ranking.MOST_STATEMENTS, "count_low")
    'MOST_STATEMENTS_count_low'
    """
    return f"{ranking}_{name}"


def past(name: str) -> str:
    """The label or type of what no longer stands.

    >>> past("ORIGIN")
    '_ORIGIN'
    """
    return f"_{name}"


def labels(ontology: Ontology, noun: str) -> str:
    """A noun's own label and those of its interfaces, ready to follow a variable: ":`Base`:`Site`:`Entity`"."""
    return "".join(f":{quote(label)}" for label in ontology.labels(noun))


def types(names: Iterable[str]) -> str:
    """Relationship types, ready to follow a colon.

    >>> types(["ORIGIN", "VIA"])
    '`ORIGIN`|`VIA`'
    """
    return "|".join(quote(name) for name in names)


def claimed_types(ontology: Ontology) -> tuple[str, ...]:
    """The types of all links that statements claim, sorted."""
    return tuple(sorted({link.type for link in ontology.links if link.claimed}))
