"""What a command did -> lines for people, or one JSON object for scripts, on standard output."""

from collections.abc import Iterable, Mapping

import orjson
import typer


def tell(result: Mapping[str, object], lines: Iterable[str], *, json: bool) -> None:
    """Print the result as JSON, or else the lines."""
    if json:
        typer.echo(orjson.dumps(result, option=orjson.OPT_INDENT_2).decode())
        return
    for line in lines:
        typer.echo(line)
