"""Bad tables are refused or their bad rows skipped, with place and reason; good ones come in bounded batches."""

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.table.errors import (
    BrokenTableError,
    EmptyTableError,
    HeaderError,
    RowError,
    SkippedRow,
    TableChangedError,
    TableError,
    UnknownTableFormatError,
)
from ingest.table.read import Progress, check_table, read_table
from schema.claim import Batch
from tests.ingest.table.harness import AIRLINES, Told, claims_of, mapping_of, read, write

HEADER = "id,name,code\n"
GOOD = HEADER + "1,One Air,ONE\n2,Two Air,TWO\n3,Three Air,THR\n"


def test_each_row_is_a_statement_of_the_table(tmp_path: Path) -> None:
    statements, skipped = read(write(tmp_path, "a.csv", GOOD), mapping_of(tmp_path, AIRLINES))
    assert not skipped
    assert [statement.row for statement in statements] == ["0", "1", "2", "3"]
    told = Told(statements)
    assert told.value(told.find("Actor", "name", "Two Air"), "icao") == "TWO"
    (publisher,) = {claim.subject for claim in statements[0].claims}
    assert all(one.said_by == ((publisher, 0),) and not one.attributed for one in statements)


def test_the_document_is_a_dataset_in_every_batch(tmp_path: Path) -> None:
    table = write(tmp_path, "a.csv", GOOD)
    batches = list(read_table(table, mapping_of(tmp_path, AIRLINES), batch_rows=2))
    assert [len(batch.statements) for batch in batches] == [2, 2]
    ((document,),) = {batch.documents for batch in batches}
    assert (document.kind, document.title, document.outlet, document.text) == ("DATASET", "Airlines", "A test", None)
    assert {claim.subject for claim in batches[0].statements[0].claims} == {document.publisher}
    assert {statement.document for batch in batches for statement in batch.statements} == {document.id}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", GOOD),
        ("a.csv", "\ufeff" + GOOD),
        ("a.csv", GOOD.replace("\n", "\r\n")),
        ("a.csv", GOOD.replace("One Air", ' "One Air" ').replace(' "', '"').replace('" ', '"')),
        ("a.csv", GOOD + "\n\n"),
        ("a.tsv", GOOD.replace(",", "\t")),
        ("a.csv.gz", gzip.compress(GOOD.encode(), mtime=0)),
        ("a.tsv.gz", gzip.compress(GOOD.replace(",", "\t").encode(), mtime=0)),
        (
            "a.jsonl",
            "".join(
                json.dumps(dict(zip(("id", "name", "code"), row.split(","), strict=True))) + "\n"
                for row in GOOD.splitlines()[1:]
            ),
        ),
        ("a.jsonl", '{"code":"ONE","name":"One Air","id":1}\n{"id":2,"name":"Two Air","code":"TWO"}\n'
                    '{"id":3,"name":"Three Air","code":"THR","further":{"deep":[1,null]}}\n'),
    ],
)  # fmt: skip
def test_one_table_in_every_form_says_the_same(tmp_path: Path, name: str, content: str | bytes) -> None:
    mapping = mapping_of(tmp_path, AIRLINES)
    plain = claims_of(read(write(tmp_path, "plain.csv", GOOD), mapping)[0])
    assert claims_of(read(write(tmp_path, name, content), mapping)[0]) == plain


def test_a_further_delimiter_is_named_by_the_mapping(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, AIRLINES + 'format: {delimiter: ";", empty: ["-"]}\n')
    told = Told(read(write(tmp_path, "a.csv", "id;name;code\n1;A, B;-\n"), mapping)[0])
    assert told.values(told.find("Actor", "name", "A, B"), "icao") == []


def test_values_within_json_are_columns_by_dotted_names(tmp_path: Path) -> None:
    text = AIRLINES.replace("icao: code", "aliases: {from: names.other, do: [{split: ;}]}")
    rows = '{"id": 1, "name": "A", "names": {"other": ["B", "C"]}, "active": true}\n'
    reading = read_table(write(tmp_path, "a.jsonl", rows), mapping_of(tmp_path, text))
    told = Told(statement for batch in reading for statement in batch.statements)
    assert told.values(told.find("Actor", "name", "A"), "aliases") == ["B", "C"]
    assert reading.not_taken == ("active",)


BROKEN = gzip.compress(GOOD.encode() * 50, mtime=0)


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("a.csv", "", EmptyTableError, "it is empty"),
        ("a.csv.gz", gzip.compress(b"", mtime=0), EmptyTableError, "it is empty"),
        ("a.csv", "\n", EmptyTableError, "it has no header"),
        ("a.csv", HEADER, EmptyTableError, "a header and no rows"),
        ("a.jsonl", "\n", EmptyTableError, "it has no header"),
        ("a.csv", "id,name\n1,A\n", HeaderError, "takes code, which is not there. Its columns are id, name"),
        ("a.csv", "id,name,code,name\n1,A,ONE,B\n", HeaderError, "the column name stands there twice"),
        ("a.csv", b"\xff\xfei\x00d\x00", BrokenTableError, "it is UTF-16"),
        ("a.csv", GOOD + '4,"Open,FOU\n', BrokenTableError, "line 5: its quoting is damaged"),
        ("a.csv", GOOD + '4,"Op"en,FOU\n', BrokenTableError, "line 5: its quoting is damaged"),
        ("a.csv.gz", BROKEN[: len(BROKEN) // 2], BrokenTableError, "its compression is damaged"),
        ("a.csv.gz", BROKEN[:-6] + b"\0\0" + BROKEN[-4:], BrokenTableError, "not a whole .gz file"),
        ("a.csv.gz", GOOD.encode(), BrokenTableError, "not a whole .gz file"),
        ("a.xls", GOOD, UnknownTableFormatError, "tables of the form .xls are not read"),
        ("a.xls.gz", GOOD, UnknownTableFormatError, "tables of the form .xls are not read"),
    ],
)
@pytest.mark.parametrize("on_error", ["stop", "skip"])
def test_a_file_that_is_no_table_is_refused(
    tmp_path: Path, name: str, content: str | bytes, error: type[TableError], said: str, on_error: str
) -> None:
    table, mapping = write(tmp_path, name, content), mapping_of(tmp_path, AIRLINES)
    with pytest.raises(error, match=said) as caught:
        read(table, mapping, "skip" if on_error == "skip" else "stop")
    assert name in caught.value.place
    assert caught.value.remedy


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BrokenTableError, match=r"none\.csv: it cannot be read: No such file"):
        read(tmp_path / "none.csv", mapping_of(tmp_path, AIRLINES))


TYPED = AIRLINES + """\
  base:
    noun: Base
    key: local
    optional: true
    fields:
      location: {location: [lat, lon]}
      elevation: {from: feet, do: [feet]}
      siteKind: {from: kind, do: [{words: {A: AIRPORT}}]}
"""  # fmt: skip


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ("9,A,ONE,0,0,1", "", "9,A,ONE,0,0,1", "it has 6 cells, the header has 7"),
        ("9,A,ONE,0,0,1,A,x", "", "9,A,ONE,0,0,1,A,x", "it has 8 cells, the header has 7"),
        ("9,A,ONES,0,0,1,A", "code", "ONES", "'ONES' is not an ICAO code of an operator"),
        ("9,A,ONE,91,0,1,A", "lat, lon", "91, 0", "latitude from -90 to 90"),
        ("9,A,ONE,0,x,1,A", "lat, lon", "0, x", "is not a location"),
        ("9,A,ONE,0,0,high,A", "feet", "high", "'high' is not a number"),
        ("9,A,ONE,0,0,1,B", "kind", "B", "'B' is not a known word: one of A"),
        (",A,ONE,0,0,1,A", "id", "", "airline has no key here"),
        ("1,A,ONE,0,0,1,A", "id", "1", "an earlier row has the same key of airline"),
        (f"9,{'x' * 4001},ONE,0,0,1,A", "name", "x" * 199 + "…", "name is longer than 4000 bytes"),
        (b"9,Caf\xe9,ONE,0,0,1,A", "name", "Café", "it is not UTF-8"),
    ],
)
def test_a_bad_row_stops_or_is_skipped(tmp_path: Path, row: str | bytes, column: str, value: str, reason: str) -> None:
    good = "id,name,code,lat,lon,feet,kind\n1,A,ONE,0,0,1,A\n"
    raw = row if isinstance(row, bytes) else row.encode()
    table = write(tmp_path, "a.csv", good.encode() + raw + b"\n3,C,THR,0,0,1,A\n")
    mapping = mapping_of(tmp_path, TYPED)

    statements, (skipped,) = read(table, mapping, "skip")
    assert [statement.row for statement in statements] == ["0", "1", "3"]
    assert (skipped.row, skipped.column, skipped.value) == (2, column, value)
    assert reason in skipped.reason

    given_out: list[Batch] = []
    with pytest.raises(RowError, match="row 2") as caught:
        given_out.extend(read_table(table, mapping, batch_rows=1))
    assert not given_out
    assert reason in str(caught.value) and caught.value.remedy
    with pytest.raises(RowError, match="row 2"):
        check_table(table, mapping)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "it is not JSON"),
        ("[1]", "it is no object"),
        ('{"id":1,"id":2}', "a name stands in it twice"),
        ('{"id":9,"name":"\\ud800","code":"ONE"}', "it is not UTF-8"),
    ],
)
def test_a_bad_line_of_json_is_a_bad_row(tmp_path: Path, line: str, reason: str) -> None:
    table = write(tmp_path, "a.jsonl", '{"id":1,"name":"A","code":"ONE"}\n' + line + "\n")
    _, (skipped,) = read(table, mapping_of(tmp_path, AIRLINES), "skip")
    assert skipped.row == 2 and reason in skipped.reason


def test_a_value_that_may_be_left_out_is_counted_and_its_row_taken(tmp_path: Path) -> None:
    text = AIRLINES.replace("icao: code", "icao: {from: code, unreadable: leave}")
    reading = read_table(write(tmp_path, "a.csv", HEADER + "1,A,????\n2,B,TWO\n"), mapping_of(tmp_path, text))
    told = Told(statement for batch in reading for statement in batch.statements)
    assert told.count("Actor", "icao") == 1 and told.count("Actor", "name") == 2
    assert reading.progress.unreadable == {"code": 1}


def test_rows_that_the_mapping_does_not_take_are_counted(tmp_path: Path) -> None:
    mapping = mapping_of(tmp_path, AIRLINES + "rows: {not: {equals: {id: ['2', '3']}}}\n")
    reading = read_table(write(tmp_path, "a.csv", GOOD), mapping)
    assert sum(len(batch.statements) for batch in reading) == 2
    assert (reading.progress.rows, reading.progress.taken, reading.progress.left_out) == (3, 1, 2)


def test_repeated_keys_are_taken_where_the_mapping_says_so(tmp_path: Path) -> None:
    table = write(tmp_path, "a.csv", HEADER + "1,A,ONE\n1,B,ONE\n1,B,ONE\n")
    repeated = claims_of(read(table, mapping_of(tmp_path, AIRLINES + "    repeats: true\n"))[0])
    assert [(claim.key, claim.value) for claim in repeated] == [
        ("name", "A"), ("icao", "ONE"), ("name", "B"), ("icao", "ONE"), ("name", "B"), ("icao", "ONE")
    ]  # fmt: skip
    once = claims_of(read(table, mapping_of(tmp_path, AIRLINES + "    once: true\n"))[0])
    assert [(claim.key, claim.value) for claim in once] == [("name", "A"), ("icao", "ONE"), ("name", "B")]


def test_what_a_skipped_row_said_counts_as_unsaid(tmp_path: Path) -> None:
    text = AIRLINES.replace("name: name, icao: code", "name: name") + """\
    once: true
  other:
    noun: Actor
    key: {source:other: code}
    fields: {icao: code}
"""  # fmt: skip
    table = write(tmp_path, "a.csv", HEADER + "1,A,TOOLONG\n1,A,ONE\n")
    statements, skipped = read(table, mapping_of(tmp_path, text), "skip")
    assert len(skipped) == 1
    assert Told(statements).count("Actor", "name") == 1


def test_progress_tells_bytes_rows_and_phase(tmp_path: Path) -> None:
    rows = "".join(f"{number},Air {number},\n" for number in range(4000))
    table = write(tmp_path, "a.csv", HEADER + rows)
    seen: list[tuple[str, int, int]] = []

    def watch(progress: Progress) -> None:
        seen.append((progress.phase, progress.bytes_read, progress.rows))

    reading = read_table(table, mapping_of(tmp_path, AIRLINES), on_progress=watch)
    assert sum(len(batch.statements) for batch in reading) == 4001
    size = table.stat().st_size
    for phase in ("check", "read"):
        bytes_read = [read for name, read, _ in seen if name == phase]
        assert bytes_read == sorted(bytes_read) and bytes_read[-1] == size and 0 < bytes_read[0] < size
    assert seen[-1][2] == 4000


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    table = write(tmp_path, "a.csv", GOOD)
    reading = read_table(table, mapping_of(tmp_path, AIRLINES))
    write(tmp_path, "a.csv", GOOD + "4,Four Air,FOU\n")
    with pytest.raises(TableChangedError, match="it was changed while it was being read"):
        list(reading)


ROWS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["Alpha", "Beta", "Gamma Ltd"]), st.sampled_from(["AAA", "BBB", ""])),
    min_size=1,
    max_size=8,
    unique_by=lambda row: row[0],
)
TWO = AIRLINES.replace("key: {source: id}", "key: {source: name}\n    once: true") + """\
    same:
      - key: {icao+name: [code, {from: name, do: [company]}]}
        method: equal ICAO code and name
        score: 0.9
  flight:
    noun: Flight
    key: {source: id}
    fields: {number: id}
    links: {OPERATED_BY: airline}
"""  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, data=st.data())
def test_any_order_of_rows_makes_the_same_claims(
    rows: list[tuple[int, str, str]], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("order")
    mapping = mapping_of(folder, TWO)
    other = data.draw(st.permutations(rows))
    ways = []
    for order in (rows, other):
        text = HEADER + "".join(f"{number},{name},{code}\n" for number, name, code in order)
        ways.append(claims_of(read(write(folder, "a.csv", text), mapping)[0]))
    one, two = (sorted(map(repr, claims)) for claims in ways)
    assert one == two


def test_an_error_shows_as_one_sentence() -> None:
    error = RowError("a.csv", SkippedRow(3, "code", "x", "'x' is no code"), "Correct it.")
    assert str(error) == "a.csv, row 3, column code: 'x' is no code. Correct it."
