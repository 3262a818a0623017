"""`contrail migrate`: a database that another ontology made is brought up to date, and nothing in it is lost."""

import os
from collections.abc import Iterator, Sequence
from typing import Annotated

import typer

from contrail.bar import bar
from contrail.errors import ContrailError
from contrail.options import DataDir, Json
from contrail.output import tell
from contrail.settings import Settings, read_settings
from contrail.whole import open_whole
from graph.connection import others
from graph.mark import FORM
from graph.migrate import Plan, apply, plan
from schema.discover import discover


def command(
    apply_it: Annotated[bool, typer.Option("--apply", help="Do it; without this it is only shown.")] = False,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    """Show how today's ontology differs from the one that made the database, or bring the database up to date.

    All statements and documents are kept; what would lose any is refused. Where that was interrupted, the same
    command goes on.

    Example: contrail migrate --apply
    """
    settings = read_settings(os.environ, data_dir)
    ontology, unsure = discover(), False
    with open_whole(settings, "Run the same command again: it goes on where it stopped.") as whole, bar() as progress:
        found = plan(whole.driver, whole.database, ontology, progress)
        if apply_it and found is not None and found.needed:
            using = others(whole.driver, whole.database)
            if whole.joined or using:
                raise _in_use(settings, using or [])
            unsure = using is None
            apply(whole.driver, whole.database, ontology, found, progress)
    lines = [*_lines(found, applied=apply_it)]
    if unsure:
        lines.append("The server does not tell who is connected: restart every service that was running meanwhile.")
    tell(_report(found, applied=apply_it), lines, json=json)
    if found is not None and found.misfits:
        raise typer.Exit(1)


def _in_use(settings: Settings, using: Sequence[str]) -> ContrailError:
    named = settings.database.uri
    return ContrailError(
        f"Neo4j at {named}" if named else f"data directory {settings.database.data_dir}",
        f"a running Contrail uses it, which would read it half done: {', '.join(using) or 'it started this database'}",
        "Stop that one, then run this again.",
    )


def _report(found: Plan | None, *, applied: bool) -> dict[str, object]:
    if found is None:
        return {"needed": False, "applied": False}
    return {
        "needed": found.needed,
        "applied": applied and found.needed,
        "resumes": found.resumes,
        "ontology": {"before": found.mark.ontology, "after": found.ontology},
        "form": {"before": found.mark.form, "after": FORM},
        "differences": [
            {
                "change": one.difference.change,
                "kind": one.difference.kind,
                "noun": one.difference.noun,
                "name": one.difference.name,
                "before": one.difference.before,
                "after": one.difference.after,
                "claims": one.claims,
            }
            for one in found.differences
        ],
        "indexes": {
            "added": [index.name for index in found.added],
            "removed": [index.name for index in found.removed],
        },
        "lost": [
            {"what": one.what, "cause": one.cause, "claims": one.count, "examples": one.examples}
            for one in found.misfits
        ],
        "statements": found.statements,
        "claims": found.claims,
    }


def _lines(found: Plan | None, *, applied: bool) -> Iterator[str]:
    if found is None:
        yield "the database is empty: there is nothing to migrate"
        return
    if not found.needed and not found.misfits:
        yield f"nothing to migrate: ontology {found.ontology} and form {FORM} made the database"
        return
    yield f"ontology {found.mark.ontology} → {found.ontology}, form {found.mark.form} → {FORM}"
    if found.resumes:
        yield "the view is not computed yet, or only in part"
    if not found.differences and found.mark.ontology != found.ontology:
        yield "  changed how things are shown: their keys, labels or captions; the database does not tell which"
    for one in found.differences:
        claims = f" ({one.claims:,} claims)" if one.claims else ""
        yield f"  {one.difference.change:8}{one.difference}{claims}"
    before, after = {index.name for index in found.removed}, {index.name for index in found.added}
    for name in sorted(before | after):
        change = "changed" if name in before & after else "added" if name in after else "removed"
        yield f"  {change:8}index {name}"
    for misfit in found.misfits:
        yield f"  LOST    {misfit}"
    if found.misfits:
        yield "nothing is migrated while claims would be lost: declare in schema/ what they use"
    elif applied:
        yield f"migrated: {found.statements:,} statements with {found.claims:,} claims are kept"
    else:
        yield f"{found.statements:,} statements with {found.claims:,} claims are kept; do it: contrail migrate --apply"
