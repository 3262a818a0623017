"""Grade: how far a source (A to F) or a statement (1 to 6) is trusted; two scales of the Admiralty code, kept apart."""

from schema.values.choice import ChoiceType

RELIABILITY = ChoiceType(
    "Reliability",
    "How reliable a source is, A (completely) to E (unreliable), F (cannot be judged).",
    ("A", "B", "C", "D", "E", "F"),
)
#: GraphQL names cannot start with a digit, so the grades 1 to 6 carry a letter.
CREDIBILITY = ChoiceType(
    "Credibility",
    "How credible a statement is, C1 (confirmed) to C5 (improbable), C6 (cannot be judged).",
    ("C1", "C2", "C3", "C4", "C5", "C6"),
)
