"""Environment variables -> the settings of a command; options override them one by one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import platformdirs

from contrail.errors import UsageError
from graph.database import DatabaseSettings
from graph.server import ServerSettings
from graph.server.fetch import default_cache_dir


@dataclass(frozen=True, slots=True)
class Variable:
    """One environment variable: its name, what it sets, and whether its value must never be shown."""

    name: str
    doc: str
    secret: bool = False


#: Every environment variable that Contrail reads. `contrail doctor` prints them; docs/settings.md lists them.
VARIABLES = (
    Variable("CONTRAIL_DATA_DIR", "Where the private Neo4j keeps its data."),
    Variable("CONTRAIL_CACHE_DIR", "Where the jars of the private Neo4j are kept once downloaded."),
    Variable("CONTRAIL_HOSTS", "Host names, besides loopback, under which the service may be asked; with commas."),
    Variable("CONTRAIL_API_KEY_FILE", "File that holds the key which --production asks for."),
    Variable("CONTRAIL_QUERY_SECONDS", "Seconds after which a query is stopped (default 10)."),
    Variable("CONTRAIL_NEO4J_HEAP", "Largest heap of the private Neo4j (default 1g)."),
    Variable("CONTRAIL_NEO4J_PAGE_CACHE", "Page cache of the private Neo4j (default 256m)."),
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
    api_key_file: Path | None = None
    query_seconds: float = 10.0
    environment: Mapping[str, str] = field(default_factory=dict, repr=False)


def read_settings(environment: Mapping[str, str], data_dir: Path | None = None) -> Settings:
    """Settings from the environment; `data_dir` wins over CONTRAIL_DATA_DIR. Raises UsageError."""
    named = {variable.name: environment[variable.name] for variable in VARIABLES if environment.get(variable.name)}
    folder = data_dir or Path(named.get("CONTRAIL_DATA_DIR") or platformdirs.user_data_dir("contrail", appauthor=False))
    cache = named.get("CONTRAIL_CACHE_DIR")
    key_file = named.get("CONTRAIL_API_KEY_FILE")
    return Settings(
        database=DatabaseSettings(
            data_dir=folder.expanduser(),
            uri=named.get("NEO4J_URI"),
            user=named.get("NEO4J_USER", "neo4j"),
            password=named.get("NEO4J_PASSWORD") or _secret("NEO4J_PASSWORD_FILE", named),
            database=named.get("NEO4J_DATABASE", "neo4j"),
            server=ServerSettings(
                cache_dir=Path(cache).expanduser() if cache else default_cache_dir(),
                heap=named.get("CONTRAIL_NEO4J_HEAP", "1g"),
                page_cache=named.get("CONTRAIL_NEO4J_PAGE_CACHE", "256m"),
            ),
        ),
        hosts=tuple(host.strip() for host in named.get("CONTRAIL_HOSTS", "").split(",") if host.strip()),
        api_key_file=Path(key_file).expanduser() if key_file else None,
        query_seconds=_seconds(named.get("CONTRAIL_QUERY_SECONDS", "10")),
        environment=named,
    )


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


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 600:
        raise UsageError(
            "CONTRAIL_QUERY_SECONDS",
            f"{text!r} is not a time limit",
            "Write seconds above 0 and up to 600, such as 10.",
        )
    return seconds
