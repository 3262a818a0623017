"""Environment variables -> the settings of a command; options override them one by one."""

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from math import inf
from pathlib import Path
from typing import Any

import platformdirs
import psutil

from api.errors import SettingsError
from api.limits import Limits
from contrail.errors import UsageError
from contrail.logs import FORMS, LEVELS, Logs
from graph.ask import SLOW
from graph.changelog import KEPT
from graph.database import DatabaseSettings
from graph.server import ServerSettings
from graph.server.fetch import default_cache_dir
from ingest.hold import BELOW
from ingest.llm.endpoint import Endpoint


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it sets, and whether its value must never be shown."""

    name: str
    doc: str
    secret: bool = False


#: Seconds that a query may at most be given.
_LONGEST = 600
#: Limits that have a variable of their own name, from before all of them were settings.
_NAMED = {"seconds": "CONTRAIL_QUERY_SECONDS"}
#: The variable of each limit.
LIMITS = {limit.name: _NAMED.get(limit.name, f"CONTRAIL_LIMIT_{limit.name.upper()}") for limit in fields(Limits)}


def _default(limit: Field[Any]) -> str:
    return str(limit.default).removesuffix(".0")


#: Every environment variable that Contrail reads. `contrail doctor` prints them; docs/settings.md lists them.
VARIABLES = (
    Variable("CONTRAIL_DATA_DIR", "Where the private Neo4j keeps its data."),
    Variable("CONTRAIL_CACHE_DIR", "Where the jars of the private Neo4j are kept once downloaded."),
    Variable("CONTRAIL_HOSTS", "Host names, besides loopback, under which the service may be asked; with commas."),
    Variable("CONTRAIL_LOOPBACK", "What those on this machine may do without a key: none, reader, editor or admin."),
    Variable("CONTRAIL_ORIGINS", "Origins whose pages may ask, besides the service's own; with commas."),
    Variable("CONTRAIL_OPERATIONS_FILE", "File of the only operations that are answered, by hash; all where not set."),
    *(
        Variable(LIMITS[limit.name], f"Limit of a request: {limit.metadata['doc']} (default {_default(limit)}).")
        for limit in fields(Limits)
    ),
    Variable("CONTRAIL_REHEARSE", "Whether known questions are planned in advance: yes or no (default yes)."),
    Variable("CONTRAIL_REVIEW_BELOW", f"Score under which claims of articles are held for review (default {BELOW})."),
    Variable("CONTRAIL_CHANGES_KEPT", f"Changes that the change log keeps for who follows it (default {KEPT})."),
    Variable("CONTRAIL_LOG_FORMAT", "Lines of the log: json or text (default text, with --production json)."),
    Variable("CONTRAIL_LOG_LEVEL", "What is logged: debug, info, warning or error (default info)."),
    Variable("CONTRAIL_SLOW_SECONDS", "Seconds from which on a question is logged with its Cypher (default 1)."),
    Variable("CONTRAIL_NEO4J_HEAP", "Largest heap of the private Neo4j (default a quarter of the memory, 1g to 4g)."),
    Variable("CONTRAIL_NEO4J_PAGE_CACHE", "Page cache of the private Neo4j (default 256m)."),
    Variable("CONTRAIL_LLM_URL", "OpenAI-compatible address of a model that helps to read, with --llm alone."),
    Variable("CONTRAIL_LLM_MODEL", "Name of that model there."),
    Variable("CONTRAIL_LLM_KEY_FILE", "File that holds the key for that address, where it asks for one."),
    Variable("CONTRAIL_LLM_SECONDS", "Seconds that its answer to one article may take (default 60)."),
    Variable("NEO4J_URI", "A Neo4j server or cluster to use instead of a private one."),
    Variable("NEO4J_USER", "Its user (default neo4j)."),
    Variable("NEO4J_PASSWORD", "Its password.", secret=True),
    Variable("NEO4J_PASSWORD_FILE", "File that holds its password, where NEO4J_PASSWORD is not set."),
    Variable("NEO4J_DATABASE", "Its database (default neo4j)."),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command needs to know of its surroundings."""

    database: DatabaseSettings
    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    loopback: str | None = None
    operations_file: Path | None = None
    rehearses: bool = True
    limits: Limits = field(default_factory=Limits)
    kept: int = KEPT
    review_below: float = BELOW
    endpoint: Endpoint | None = None
    log_format: str | None = None
    log_level: str = "info"
    slow: float = SLOW
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)

    def logs(self, *, production: bool) -> Logs:
        """How a service logs."""
        return Logs(self.log_format or ("json" if production else "text"), self.log_level)

    @property
    def keys_file(self) -> Path:
        """Where the keys of the service's clients are kept."""
        return self.database.data_dir / "keys.json"


def usual_heap(memory: int) -> str:
    """The largest heap of the private Neo4j where none is set, on a machine of so many bytes.

    >>> usual_heap(2 * 1024**3), usual_heap(8 * 1024**3), usual_heap(64 * 1024**3)
    ('1g', '2g', '4g')
    """
    return f"{min(4, max(1, memory // 4 // 1024**3))}g"


def read_settings(environment: Mapping[str, str], data_dir: Path | None = None) -> Settings:
    """Settings from the environment; `data_dir` wins over CONTRAIL_DATA_DIR. Raises UsageError."""
    named = {variable.name: environment[variable.name] for variable in VARIABLES if environment.get(variable.name)}
    folder = data_dir or Path(named.get("CONTRAIL_DATA_DIR") or platformdirs.user_data_dir("contrail", appauthor=False))
    cache = named.get("CONTRAIL_CACHE_DIR")
    operations = named.get("CONTRAIL_OPERATIONS_FILE")
    return Settings(
        database=DatabaseSettings(
            data_dir=folder.expanduser(),
            uri=named.get("NEO4J_URI"),
            user=named.get("NEO4J_USER", "neo4j"),
            password=named.get("NEO4J_PASSWORD") or _secret("NEO4J_PASSWORD_FILE", named),
            database=named.get("NEO4J_DATABASE", "neo4j"),
            server=ServerSettings(
                cache_dir=Path(cache).expanduser() if cache else default_cache_dir(),
                heap=_size("CONTRAIL_NEO4J_HEAP", named, usual_heap(psutil.virtual_memory().total)),
                page_cache=_size("CONTRAIL_NEO4J_PAGE_CACHE", named, "256m"),
            ),
        ),
        hosts=_words(named.get("CONTRAIL_HOSTS", "")),
        origins=_words(named.get("CONTRAIL_ORIGINS", "")),
        loopback=named.get("CONTRAIL_LOOPBACK"),
        operations_file=Path(operations).expanduser() if operations else None,
        rehearses=_one_of("CONTRAIL_REHEARSE", named, ("yes", "no")) != "no",
        limits=_limits(named),
        kept=_kept(named),
        review_below=_below(named),
        endpoint=_endpoint(named),
        log_format=_one_of("CONTRAIL_LOG_FORMAT", named, FORMS),
        log_level=_one_of("CONTRAIL_LOG_LEVEL", named, LEVELS) or "info",
        slow=_seconds("CONTRAIL_SLOW_SECONDS", named, SLOW),
        environment=named,
    )


def _words(text: str) -> tuple[str, ...]:
    """The words between commas."""
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _secret(variable: str, named: Mapping[str, str]) -> str:
    """The text of the file that a variable names, without white space at its ends; empty where it is not set."""
    if variable not in named:
        return ""
    try:
        return Path(named[variable]).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{variable}={named[variable]}", str(error), "Name a file of text that can be read."
        ) from error


def _endpoint(named: Mapping[str, str]) -> Endpoint | None:
    """Where the model answers that may help to read; None where none is named."""
    url, model = named.get("CONTRAIL_LLM_URL"), named.get("CONTRAIL_LLM_MODEL")
    if url is None and model is None:
        return None
    if url is None or model is None:
        raise UsageError("CONTRAIL_LLM_URL, CONTRAIL_LLM_MODEL", "only one of them is set", "Set both, or none.")
    if not url.startswith(("http://", "https://")):
        raise UsageError(f"CONTRAIL_LLM_URL={url}", "it is no web address", "Write it like http://localhost:8080/v1.")
    return Endpoint(url, model, _secret("CONTRAIL_LLM_KEY_FILE", named), _seconds("CONTRAIL_LLM_SECONDS", named, 60))


def _seconds(variable: str, named: Mapping[str, str], default: float) -> float:
    """The seconds that a variable gives."""
    try:
        seconds = float(named.get(variable, default))
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= _LONGEST:
        cause = f"{named[variable]!r} is not a number of seconds"
        raise UsageError(variable, cause, f"Write seconds above 0 and up to {_LONGEST}, such as {default:g}.")
    return seconds


def _size(variable: str, named: Mapping[str, str], default: str) -> str:
    """The size of memory that a variable gives, as the JVM and Neo4j take it."""
    text = named.get(variable, default)
    if not re.fullmatch(r"[1-9]\d*[kmgKMG]?", text, re.ASCII):
        raise UsageError(f"{variable}={text}", "it is no size of memory", f"Write one such as 512m or {default}.")
    return text


def _one_of(variable: str, named: Mapping[str, str], words: tuple[str, ...]) -> str | None:
    """The word that a variable gives; None where it is not set."""
    found = named.get(variable)
    if found is not None and found not in words:
        raise UsageError(f"{variable}={found}", "there is no such choice", f"Write one of: {', '.join(words)}.")
    return found


def _below(named: Mapping[str, str]) -> float:
    text = named.get("CONTRAIL_REVIEW_BELOW", str(BELOW))
    try:
        below = float(text)
    except ValueError:
        below = -1.0
    if not 0 <= below <= 1:
        raise UsageError("CONTRAIL_REVIEW_BELOW", f"{text!r} is no score", "Write one from 0 (hold nothing) to 1.")
    return below


def _kept(named: Mapping[str, str]) -> int:
    text = named.get("CONTRAIL_CHANGES_KEPT", str(KEPT))
    if not text.isdecimal() or not int(text):
        raise UsageError("CONTRAIL_CHANGES_KEPT", f"{text!r} is no number of changes", f"Write one such as {KEPT}.")
    return int(text)


def _limits(named: Mapping[str, str]) -> Limits:
    given: dict[str, Any] = {}
    for limit in fields(Limits):
        variable = LIMITS[limit.name]
        if variable in named:
            whole = isinstance(limit.default, int)
            try:
                given[limit.name] = int(named[variable]) if whole else float(named[variable])
            except ValueError:
                given[limit.name] = 0
            most = _LONGEST if limit.name in {"seconds", "analysis_seconds"} else inf
            if not 0 < given[limit.name] <= most:
                raise UsageError(
                    variable,
                    f"{named[variable]!r} is not a limit",
                    f"Write a {'whole number' if whole else 'number'} above 0"
                    + (f" and up to {most:g}" if most < inf else "")
                    + f", such as {_default(limit)}.",
                )
    try:
        return Limits(**given)
    except SettingsError as error:
        raise UsageError("CONTRAIL_LIMIT_PAGE", str(error), "See docs/settings.md.") from error
