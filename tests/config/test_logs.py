"""A log says where something broke, and nothing of whom it was about."""

import logging

from jiaxin.config.logs import WithoutValues

SECRET = "林秀英 13800138000"


def crash() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as inner:
        raise KeyError(SECRET) from inner


def written(logger: str, message: str) -> str:
    try:
        crash()
    except KeyError as error:
        crashed = (type(error), error, error.__traceback__)
        record = logging.LogRecord(logger, 40, __file__, 1, message, None, crashed)
        return WithoutValues().format(record)
    raise AssertionError("it did not crash")


def test_a_crash_is_found_by_its_place_and_kind() -> None:
    text = written("django.request", f"Internal Server Error: /v/{SECRET}")

    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert "test_logs.py" in text
    assert text.count("crash") == 2


def test_no_value_of_a_crash_is_written() -> None:
    assert SECRET not in written("django.request", SECRET)
    assert SECRET not in written("jiaxin.portals", "broke")


def test_our_own_words_are_written_others_are_not() -> None:
    ours = logging.LogRecord("jiaxin.ground.wake", 30, __file__, 1, "not listening", None, None)
    theirs = logging.LogRecord("somebody.else", 30, __file__, 1, SECRET, None, None)

    assert "not listening" in WithoutValues().format(ours)
    assert SECRET not in WithoutValues().format(theirs)
