"""What is written to the log: JSON lines of allowed fields only, so that nothing personal can slip in.

Where an exception was raised is written, its text is not: the database's words may quote a person's row.
"""

import sys
import traceback
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog

# Words that may stand in a log line. Add one only if its values can never tell of a person.
ALLOWED = frozenset(
    {"event", "level", "logger", "timestamp", "exception", "reference", "method", "view", "status", "ms"}
    | {"job", "asked_at", "attempts", "deadline", "record", "module", "code", "count", "struck", "failed", "kind"}
)


def configure(to_file: Path | None) -> dict[str, Any]:
    """Point structlog and every library's logger at one place; returns Django's LOGGING."""
    chain: list[Any] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _where_it_broke,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *chain, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": _lines, "chain": chain}},
        "handlers": {"out": _output(to_file)},
        "root": {"handlers": ["out"], "level": "WARNING"},
        "loggers": {"gongqiao": {"level": "INFO"}, "django.request": {"level": "CRITICAL"}},
    }


def _lines(chain: list[Any]) -> structlog.stdlib.ProcessorFormatter:
    """Libraries' messages are written without their arguments, which may be anything."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=chain,
        use_get_message=False,
        processors=[_only_allowed, structlog.processors.JSONRenderer(ensure_ascii=False)],
    )


def _output(to_file: Path | None) -> dict[str, Any]:
    if to_file is None:
        return {"class": "logging.StreamHandler", "formatter": "lines"}
    to_file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "class": "logging.handlers.WatchedFileHandler",
        "filename": str(to_file),
        "formatter": "lines",
        "delay": True,
    }


def _where_it_broke(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    raised = event.pop("exc_info", None)
    error = sys.exception() if raised is True else raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        frames = traceback.extract_tb(error.__traceback__)
        event["exception"] = [type(error).__qualname__, *(f"{at.filename}:{at.lineno} {at.name}" for at in frames)]
    return event


def _only_allowed(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return {name: value for name, value in event.items() if name in ALLOWED}
