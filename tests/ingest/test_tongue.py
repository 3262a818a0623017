"""English is told from other languages; the others are refused by name."""

from pathlib import Path

import pytest

from ingest.article import articles_in, read_article_file
from ingest.errors import ForeignArticleError, TooLargeError
from ingest.tongue import foreign

OWN = Path(__file__).parents[1] / "articles"
TEXTS = {
    "French": "Un avion-cargo russe a atterri lundi à Bamako, selon une source à l'aéroport. Il est arrivé de la base"
    " de Lattaquié avec des armes pour l'armée, et les autorités n'ont pas commenté.",
    "Spanish": "Un avión de carga ruso aterrizó el lunes en Caracas, según una fuente del aeropuerto. El aparato llegó"
    " de la base con armas para el ejército y las autoridades no han hecho comentarios.",
    "German": "Ein russisches Frachtflugzeug ist am Montag in Bamako gelandet, wie eine Quelle am Flughafen sagte. Die"
    " Maschine kam von der Basis mit Waffen für die Armee, und das Ministerium hat sich nicht dazu geäußert.",
    "Turkish": "Bir Rus kargo uçağı pazartesi günü Bamako'ya indi ve bir kaynak uçağın ordu için silah taşıdığını"
    " söyledi. Bu uçuş daha sonra Libya'ya kadar devam etti, ancak bakanlık tarafından bir açıklama için yanıt gelmedi"
    " ve olarak da bilinen üs.",
    "Italian": "Un aereo da carico russo è atterrato lunedì a Bamako, ha detto una fonte dell'aeroporto. Il velivolo è"
    " arrivato dalla base con armi per l'esercito, e le autorità non hanno commentato il volo che era stato visto.",
    "Russian, Ukrainian or another language in Cyrillic letters": "Самолёт приземлился в Бамако.",
    "Arabic, Persian or Urdu": "هبطت طائرة شحن روسية في بنغازي يوم الاثنين",
    "Chinese or Japanese": "一架俄罗斯运输机星期一降落在巴马科",
    "no language that is known here": " ".join(["xqzt", "brrk", "vvolp"] * 12),
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items(), ids=list(TEXTS))
def test_other_languages_are_refused_by_name(tmp_path: Path, language: str, text: str) -> None:
    assert foreign(text) == language
    path = tmp_path / "a.txt"
    path.write_text(text)
    with pytest.raises(ForeignArticleError, match=f"seems to be in {language}, and only English is read"):
        read_article_file(path)


@pytest.mark.parametrize("path", list(articles_in([OWN])), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_annotated_articles_are_english(path: Path) -> None:
    assert foreign(path.read_text()) is None


@pytest.mark.parametrize(
    "text",
    ["", "Il-76 RA-78765: Minsk - Benghazi 0412Z", "Хмеймим (حميميم) is what the base in Syria is called", "No."],
)
def test_short_texts_and_names_in_other_scripts_are_not_refused(text: str) -> None:
    assert foreign(text) is None


def test_an_endless_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The jet landed in Gao. " * 20_000)
    with pytest.raises(TooLargeError, match="460,000 characters; at most 300,000"):
        read_article_file(path)
