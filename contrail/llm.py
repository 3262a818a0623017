"""Settings -> the model that helps a command to read, and what the command tells of it."""

from collections.abc import Iterator

from contrail.errors import UsageError
from contrail.settings import Settings
from ingest.llm.extend import Extension


def extension(settings: Settings, *, wanted: bool) -> Extension | None:
    """The model's help, where `--llm` asks for it. Raises UsageError where no model is named."""
    if not wanted:
        return None
    if settings.endpoint is None:
        raise UsageError(
            "--llm", "no model is named", "Set CONTRAIL_LLM_URL and CONTRAIL_LLM_MODEL (docs/settings.md)."
        )
    return Extension(settings.endpoint)


def helped(extension: Extension | None) -> dict[str, dict[str, int]]:
    """How many of the model's facts were taken, for scripts; nothing where no model helped."""
    return {} if extension is None else {"llm": {"kept": extension.kept, "rejected": extension.rejected}}


def help_line(extension: Extension | None) -> Iterator[str]:
    """The same for people."""
    if extension is not None:
        yield f"the model told {extension.kept} facts that stand in the text, and {extension.rejected} that do not"
