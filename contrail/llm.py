"""Settings -> the model that helps a command to read, and what the command tells of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from contrail.errors import UsageError
from contrail.settings import Settings
from ingest.llm.endpoint import Endpoint
from ingest.llm.tally import Kept


@dataclass(frozen=True, slots=True)
class Helper:
    """The model that a command asks, and what became of its answers so far."""

    endpoint: Endpoint
    tally: Kept = field(default_factory=Kept)

    def extender(self) -> Any:
        """What a Reader asks. Loads the language model's package, so call it once input is known to be good."""
        from ingest.llm.extend import Extension

        return Extension(self.endpoint, self.tally)


def helper_of(settings: Settings, *, wanted: bool) -> Helper | None:
    """The model's help, where `--llm` asks for it. Raises UsageError where no model is named."""
    if not wanted:
        return None
    if settings.endpoint is None:
        raise UsageError(
            "--llm", "no model is named", "Set CONTRAIL_LLM_URL and CONTRAIL_LLM_MODEL (docs/settings.md)."
        )
    return Helper(settings.endpoint)


def helped(helper: Helper | None) -> dict[str, dict[str, int]]:
    """How many of the model's facts were taken, for scripts; nothing where no model helped."""
    return {} if helper is None else {"llm": {"kept": helper.tally.kept, "rejected": helper.tally.rejected}}


def help_line(helper: Helper | None) -> Iterator[str]:
    """The same for people."""
    if helper is not None:
        tally = helper.tally
        yield f"the model told {tally.kept} facts that stand in the text, and {tally.rejected} that do not"
