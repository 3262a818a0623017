"""Words of a sentence -> the sites that they name, list, or take up: "Gao, Mali", "A and B", "the base"."""

from spacy.tokens import Doc

from ingest.analysis import Analysis, Placed

#: Nouns that take up a base.
FIELDS = {"base", "airbase", "airport", "airfield", "airstrip", "facility"}
#: What any site may be called by: the one spoken of last.
_LANDS = ("island", "strip", "enclave", "territory", "atoll", "peninsula")
_ANY = "ANY"
#: Nouns that take up other sites, and what those are.
_TAKES_UP = {"country": "COUNTRY", "nation": "COUNTRY", "town": "CITY", "city": "CITY", **dict.fromkeys(_LANDS, _ANY)}
_BETWEEN = {",", "and", "or", "both", "the", "/", "as", "well", "then", "on", "either"}
_GAPPED = {"one", "two", "three", "four", "five", "another", "sent", "its"}


def is_site(placed: Placed | None, analysis: Analysis) -> bool:
    """Whether a mention can be where a flight begins or ends."""
    return (
        placed is not None
        and placed.mention.kind in {"base", "place", "country"}
        and analysis.clusters.site(placed.mention) is not None
    )


def site_at(analysis: Analysis, at: int, mode: str) -> Placed | None:
    """The site named at a token, or the one that "the base" takes up."""
    placed, doc = analysis.at(at), analysis.doc
    if placed is None and mode and _named_before(doc, at):
        word = doc[at].lower_
        if word in FIELDS:
            return _taken_up(analysis, at, "base")
        if word in _TAKES_UP and not (at + 1 < len(doc) and doc[at + 1].lower_ in {"of", "'s", "’s"}):
            return _taken_up(analysis, at, _TAKES_UP[word])
    return placed if placed is not None and at == placed.first and is_site(placed, analysis) else None


def _named_before(doc: Doc, at: int) -> bool:
    """Whether a noun is one that was named: "the base", "the same airport", "the short strip"."""
    before = at - 1
    while before > 0 and at - before < 4 and (doc[before].pos_ in {"ADJ", "NUM"} or doc[before].text == "-"):
        before -= 1
    return doc[before].lower_ in {"the", "that", "same"}


def _taken_up(analysis: Analysis, at: int, what: str) -> Placed | None:
    """ "The base", "the country": the one spoken of last, at the tokens that say so."""
    near = [p for p in analysis.placed if p.first < at and is_site(p, analysis)]
    sites = [
        p
        for p in near
        if what in {p.mention.kind, p.mention.sub}
        or (what == "CITY" and _bare(p))
        or (what == _ANY and p.mention.kind != "country")
    ]
    if not sites and what == "base":
        # "Witnesses in Kufra saw jets land at the airport": that of the town spoken of last.
        sites = [p for p in near[-1:] if p.mention.sub == "CITY" and at - p.last < 40]
    return Placed(sites[-1].mention, at, at + 1) if sites else None


def _bare(placed: Placed) -> bool:
    """A field called by its town alone: "Gao"."""
    return placed.mention.kind == "base" and not FIELDS & {w.casefold() for w in placed.mention.text.split()}


def joined(analysis: Analysis, before: Placed, at: int, limit: int) -> tuple[Placed | None, str]:
    """The site that a list goes on with after `before`, at the token `at`, and whether by "and" or "or"."""
    doc, words = analysis.doc, []
    while at < limit and doc[at].lower_ in _BETWEEN:
        words.append(doc[at].lower_)
        at += 1
    placed = analysis.at(at) if at < limit else None
    if placed is None and at < limit and words and words[-1] == "the" and doc[at].lower_ in _TAKES_UP:
        placed = _taken_up(analysis, at, _TAKES_UP[doc[at].lower_])  # "between X and the island"
    if placed is None and at < limit and words and words[-1] == "the" and doc[at].lower_ in FIELDS:
        placed = _taken_up(analysis, at, "base")
    if "then" in words:
        return None, ""  # the next leg
    if not words or placed is None or placed.first != at or not is_site(placed, analysis):
        return None, ""
    if _acts(analysis, placed) or (placed.last < len(doc) and doc[placed.last].lower_ in _GAPPED):
        return None, ""  # "from X, and Y sent …", "to X and Y one"
    if not {"and", "or", "/"} & set(words):
        # "Damascus, Beirut and Aleppo" is a list; "Damascus, Syria" is one place.
        further, _ = joined(analysis, placed, placed.last, limit)
        if further is None or (placed.mention.kind == "country" and before.mention.kind != "country"):
            return None, ""
    return placed, "or" if "or" in words or "/" in words else "and"


def _acts(analysis: Analysis, placed: Placed) -> bool:
    """Whether a verb of its own follows a name right away."""
    doc, at = analysis.doc, placed.last
    while at < len(doc) and doc[at].pos_ == "ADV":
        at += 1
    return at < len(doc) and doc[at].tag_ in {"VBD", "VBZ", "VBP", "MD"} and doc[placed.last - 1].dep_ == "nsubj"


def past_qualifier(analysis: Analysis, before: Placed, limit: int) -> int:
    """The token after what says where a place lies: ", Syria", "in Ohio", "near Tripoli"."""
    doc, at = analysis.doc, before.last
    while at + 1 < limit and doc[at].lower_ in {",", "in", "near", "outside", "on"}:
        step = at + 1
        while step < limit and doc[step].pos_ in {"DET", "ADJ"} and analysis.at(step) is None:
            step += 1
        placed = analysis.at(step) if step < limit else None
        if not is_site(placed, analysis) or placed is None:
            break
        wider = placed.mention.kind == "country" or placed.mention.sub == "REGION"
        if doc[at].text == "," and (not wider or before.mention.kind == "country"):
            break  # the next of a list
        at = placed.last
    return at
