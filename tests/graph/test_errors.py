"""Every error of the graph says place, cause and remedy."""

import pytest

from graph import errors

GraphError = errors.GraphError
CLASSES = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, GraphError)]


@pytest.mark.parametrize("kind", [kind for kind in CLASSES if kind.__init__ is GraphError.__init__])
def test_message_names_place_cause_and_remedy(kind: type[errors.GraphError]) -> None:
    error = kind("the place", "the cause", "The remedy.")
    assert str(error) == "the place: the cause\nThe remedy."
    assert (error.place, error.cause, error.remedy) == ("the place", "the cause", "The remedy.")


def test_hierarchy_is_drawn_in_the_module() -> None:
    drawn = [line.strip("│├└─ ").split()[0] for line in (errors.__doc__ or "").splitlines()[2:] if line.strip()]
    assert drawn == [kind.__name__ for kind in sorted(CLASSES, key=lambda kind: drawn.index(kind.__name__))]
