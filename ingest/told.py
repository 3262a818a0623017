"""Reading -> which of its entities facts are told of, and its headline."""

from ingest.reading import Reading


def spoken_of(reading: Reading) -> set[int]:
    """The entities of which a fact is told, by their numbers: sites, those who act, and all sides of facts."""
    used = {i for i, e in enumerate(reading.entities) if e.noun != "Actor" or e.acts}
    for flight in reading.flights:
        used |= {end.entity for end in (*flight.origin, *flight.destination, *flight.via)}
        used |= {flight.operator.entity} if flight.operator else set()
    for relation in reading.relations:
        used |= {relation.subject.entity, relation.object.entity}
    used |= {owned.owner.entity for owned in reading.owners}
    used |= {craft.operator for craft in reading.crafts if craft.operator is not None}
    used |= {statement.speaker for statement in reading.statements}
    used |= {end.entity for statement in reading.statements for end in statement.chain}
    return used | {lost.actor.entity for lost in reading.overthrows}


def headline(reading: Reading) -> str | None:
    """The first line that ends like no sentence."""
    for line in reading.article.text.splitlines()[:6]:
        text = line.strip()
        if text and text[-1] not in '.!?”"' and len(text.split()) < 30:
            return text
    return None
