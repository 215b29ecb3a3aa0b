"""Nothing personal reaches the log: not as a field, not as an argument, not in the text of an error."""

import json
import logging
import logging.config

import pytest
import structlog

from gongqiao.shell import logs

NUMBER = "330102199003077511"


@pytest.fixture
def lines(tmp_path):
    file = tmp_path / "log" / "gongqiao.log"
    before = structlog.get_config()
    logging.config.dictConfig(logs.configure(file))
    yield lambda: [json.loads(line) for line in file.read_text().splitlines()]
    structlog.configure(**before)
    logging.config.dictConfig(logs.configure(None))


def test_only_allowed_fields_are_written(lines):
    structlog.get_logger("gongqiao.try").warning("tried", count=3, phone="13800000000", name="张三")
    (line,) = lines()
    assert {"event": "tried", "count": 3}.items() <= line.items()
    assert set(line) <= logs.ALLOWED


def test_a_library_is_written_without_its_arguments(lines):
    logging.getLogger("some.library").error("could not store %s", NUMBER)
    assert [line["event"] for line in lines()] == ["could not store %s"]


def test_an_error_is_written_as_where_and_what_kind_never_its_text(lines):
    log = structlog.get_logger("gongqiao.try")
    try:
        int(f"duplicate key {NUMBER}")
    except ValueError:
        log.exception("failed")
    (line,) = lines()
    assert line["exception"][0] == "ValueError"
    assert "test_logs.py" in line["exception"][1]
    assert NUMBER not in json.dumps(line)
