"""All settings of the service in one place, each with a safe default.

Each can be set by an environment variable: its name in capitals with `OFMKG_` in front, such as
`OFMKG_SPARQL_DEADLINE=30`. Options of `ofmkg serve` win over the environment.
"""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ofmkg.errors import UsageError
from ofmkg.graph import cache

from .clients import Header, Network, network


class Settings(BaseSettings):
    """What the service may do and how much of it; durations are in seconds."""

    model_config = SettingsConfigDict(env_prefix="OFMKG_", frozen=True)

    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on; 0 takes a free one.")
    data: Annotated[tuple[Path, ...], NoDecode] = Field(
        (), description=f"Folders of one's own studies, with {os.pathsep!r} between them."
    )
    only_data: bool = Field(False, description="One's own studies instead of ours.")
    store: str | None = Field(
        None, description="A folder store or a SPARQL server that holds the data instead."
    )
    allow_invalid: bool = Field(False, description="Serve data that the shapes find wrong.")
    cache_dir: Path | None = Field(
        default_factory=cache.folder,
        description="Keeps what was parsed and which data have been found valid; empty: nothing.",
    )
    reload_seconds: float = Field(
        2.0, ge=0, description="How often to look for changed data files; 0 never looks."
    )
    load_seconds: float = Field(
        300.0,
        gt=0,
        description="Processor's time for reading and checking the data; by the clock thrice that.",
    )
    load_memory_mb: int = Field(
        2048, ge=256, description="Memory for reading and checking the data, in megabytes."
    )
    load_max_value: int = Field(
        1_000_000, ge=1, description="Longest text of a statement, in characters."
    )
    cache_mb: int = Field(64, ge=0, description="Answers kept in memory, in megabytes.")
    max_age: int = Field(60, ge=0, description="How long others may keep an answer unasked.")
    max_readings: int = Field(
        4, ge=1, description="Other readings of the data (alternatives, without) kept in memory."
    )
    shutdown_seconds: float = Field(
        1.0, ge=0, description="How long open requests may take to end when it is told to stop."
    )
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode] = Field(
        (),
        description="Addresses or networks (CIDR) of proxies whose word on clients is believed, "
        "with ',' between them.",
    )
    proxy_header: Header = Field(
        "x-forwarded-for", description="The header that these set; or forwarded (RFC 7239)."
    )
    log_lines: int = Field(
        100,
        ge=0,
        description="Lines of the access log a second; others are counted; 0: all.",
    )

    max_connections: int = Field(
        512, ge=1, description="Connections; fewer where the system allows fewer open files."
    )
    connections_per_client: int = Field(64, ge=1, description="Connections of one address.")
    header_seconds: float = Field(
        10.0, gt=0, description="How long the headers of a request may take."
    )
    body_seconds: float = Field(30.0, gt=0, description="How long its body may take.")
    send_seconds: float = Field(
        60.0, gt=0, description="How long an answer may lie ready before the client reads it."
    )

    analysis_threads: int = Field(2, ge=1, description="Threads that compute answers.")
    analysis_queue: int = Field(64, ge=0, description="Requests that may wait for these threads.")
    analysis_per_client: int = Field(
        16, ge=1, description="Answers of one address that wait or are computed at a time."
    )
    analysis_wait: float = Field(20.0, gt=0, description="How long a request may wait.")
    reading_threads: int = Field(
        1, ge=1, description="Threads that compute answers from other readings of the data."
    )
    reading_queue: int = Field(16, ge=0, description="Requests that may wait for these threads.")
    reading_per_client: int = Field(4, ge=1, description="Of these requests those of one address.")

    sheet_max_bytes: int = Field(
        200_000, ge=1, description="Longest coding sheet that is read or checked."
    )

    sparql: bool = Field(True, description="Answer strangers' SPARQL.")
    sparql_workers: int = Field(2, ge=1, description="Processes that answer SPARQL.")
    sparql_slow_workers: int = Field(
        2, ge=1, description="Processes that go on with what takes longer than a slice."
    )
    sparql_slice: float = Field(0.25, gt=0, description="What every query gets at once.")
    sparql_queue: int = Field(32, ge=0, description="Queries that may wait.")
    sparql_deadline: float = Field(20.0, gt=0, description="How long a query may take.")
    sparql_memory_mb: int = Field(1024, ge=128, description="Memory of one process, in megabytes.")
    sparql_max_query_bytes: int = Field(100_000, ge=1, description="Longest text of a query.")
    sparql_max_rows: int = Field(1_000_000, ge=1, description="Most rows or triples of an answer.")
    sparql_max_result_bytes: int = Field(100_000_000, ge=1, description="Longest answer.")
    sparql_per_client: int = Field(4, ge=1, description="Queries of one address at a time.")

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _networks(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        try:
            return tuple(network(each) for each in value.split(",") if each.strip())
        except ValueError as error:
            raise PydanticCustomError(
                "network", "{why}; write 10.0.0.7 or 10.0.0.0/8", {"why": str(error)}
            ) from error

    @field_validator("cache_dir", mode="before")
    @classmethod
    def _nowhere(cls, value: object) -> object:
        return value or None

    @field_validator("data", mode="before")
    @classmethod
    def _folders(cls, value: object) -> object:
        return tuple(filter(None, value.split(os.pathsep))) if isinstance(value, str) else value


def settings(**options: object) -> Settings:
    """Return the settings of the environment with `options` on top (None = not given).

    Raises UsageError that names the variable or option and what is wrong with it.
    """
    try:
        return Settings.model_validate(
            {name: value for name, value in options.items() if value is not None}
        )
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise UsageError(
            f"{name} (option, or OFMKG_{name.upper()}) is {first['input']!r}: "
            f"{first['msg'][:1].lower()}{first['msg'][1:]}."
        ) from error


def table() -> list[tuple[str, str, str]]:
    """Return variable, default and meaning of each setting, as docs/serving.md shows them."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.get_default(call_default_factory=True)
        shown = "the user's cache folder" if isinstance(default, Path) else str(default)
        shown = "none" if default == () else shown
        rows.append((f"`OFMKG_{name.upper()}`", shown.lower(), field.description or ""))
    return rows
