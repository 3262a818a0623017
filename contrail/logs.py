"""What happens in the service -> lines on standard error: JSON for machines, or words for people."""

import logging
from dataclasses import dataclass

import orjson
import structlog
from structlog.stdlib import ProcessorFormatter
from structlog.typing import EventDict, Processor

#: Forms of lines, and levels, as settings write them.
FORMS = ("json", "text")
LEVELS = ("debug", "info", "warning", "error")


@dataclass(frozen=True, slots=True)
class Logs:
    """How a process logs: `form` and `level` are of FORMS and LEVELS."""

    form: str = "text"
    level: str = "info"

    def begin(self) -> None:
        """Log so from now on, in this process, whatever its packages log too."""
        json: list[Processor] = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(_dumps)]
        text: list[Processor] = [structlog.dev.ConsoleRenderer(colors=False)]
        handler = logging.StreamHandler()
        handler.setFormatter(
            ProcessorFormatter(
                foreign_pre_chain=[
                    structlog.contextvars.merge_contextvars,
                    structlog.stdlib.add_log_level,
                    structlog.stdlib.add_logger_name,
                    structlog.stdlib.ExtraAdder(),
                    structlog.processors.TimeStamper(fmt="iso", utc=True),
                ],
                processors=[ProcessorFormatter.remove_processors_meta, *(json if self.form == "json" else text)],
            )
        )
        root = logging.getLogger()
        root.handlers = [handler]
        root.setLevel(self.level.upper())
        # These tell of each message, with all that is in it.
        for name in ("neo4j", "graph.bolt", "websockets", "asyncio", "httpx", "httpcore"):
            logging.getLogger(name).setLevel(logging.WARNING)


def _dumps(line: EventDict, **_: object) -> str:
    """A line as JSON; what is none is told in Python's words."""
    return orjson.dumps(line, default=repr, option=orjson.OPT_NON_STR_KEYS).decode()
