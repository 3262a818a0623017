"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir", metavar="D", help="Data directory (CONTRAIL_DATA_DIR; default in the user's data folder)."
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object, for scripts.")]
Llm = Annotated[
    bool, typer.Option("--llm", help="Let the model at CONTRAIL_LLM_URL help: it is sent the articles' texts.")
]
