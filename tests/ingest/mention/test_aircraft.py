"""What is taken for the type of an aircraft, and what only shares its name."""

import pytest

from ingest.article import Article
from ingest.reader import Reader


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("His Falcon landed in Vienna.", ["Falcon"]),
        ("Six Falcons landed in Vienna.", ["Falcons"]),
        ("The troops landed at Camp Falcon near Vienna.", []),
        ("The jets of Exercise Desert Falcon landed in Vienna.", []),
        ("It was a Falcon Shield drill in Vienna.", []),
    ],
)
def test_a_nickname_alone_is_an_aircraft_where_the_words_say_so(reader: Reader, text: str, types: list[str]) -> None:
    assert [craft.type_words.text for craft in reader.read(Article(text)).crafts if craft.type_words] == types
