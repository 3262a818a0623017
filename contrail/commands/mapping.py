"""`contrail mapping`: the mappings that ship, and drafts for tables that have none."""

from pathlib import Path
from typing import Annotated

import typer

from contrail.mappings import shipped
from contrail.options import Json
from contrail.output import tell
from ingest.table.declare import read_mapping
from ingest.table.suggest import suggest as draft
from schema.discover import discover

app = typer.Typer(help="List the mappings that ship, or draft one for a table.", no_args_is_help=True)


@app.command()
def suggest(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A table: .csv .tsv .jsonl, also .gz.")],
) -> None:
    """Print the draft of a mapping, made from a table's header and first rows. Check every line of it.

    Example: contrail mapping suggest fleet.csv > fleet.yaml
    """
    typer.echo(draft(file), nl=False)


@app.command("list")
def listed(json: Json = False) -> None:
    """List the mappings that ship, by the name that `contrail load --mapping` takes.

    Example: contrail mapping list
    """
    ontology = discover()
    found = [read_mapping(path, ontology) for path in shipped()]
    rows = [
        {
            "name": one.path.stem,
            "title": one.document.title,
            "nouns": sorted({entity.noun for entity in one.entities}),
            "licence": one.document.licence,
            "url": one.document.url,
        }
        for one in found
    ]
    width = max(len(one.path.stem) for one in found)
    lines = [
        f"{one.path.stem:{width}}  {one.document.title} ({one.document.licence or 'licence unknown'})" for one in found
    ]
    tell({"mappings": rows}, lines, json=json)
