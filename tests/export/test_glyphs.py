from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from letopis.export.glyphs import text_width, wrap


@given(st.text(), st.text())
def test_widths_add_up(left: str, right: str) -> None:
    total = text_width(left, 10) + text_width(right, 10)
    assert abs(text_width(left + right, 10) - total) < 1e-6


def test_widths_of_letters() -> None:
    assert text_width("Щ", 10) > text_width("н", 10) > text_width("i", 10) > 0
    assert text_width("é", 10) < text_width("e\u0301", 10) * 2
    assert text_width("e\u0301", 10) == text_width("e", 10)
    assert text_width("😀", 10) > text_width("ш", 10)
    assert text_width("слово", 10, bold=True) > text_width("слово", 10)


@given(st.text(alphabet="абв щ", max_size=80), st.integers(20, 200))
def test_no_line_is_much_wider_than_asked_and_no_word_vanishes_unseen(text: str, limit: int) -> None:
    lines = wrap(text, 10, limit)
    assert 1 <= len(lines) <= 3
    assert all(text_width(line, 10) <= max(limit * 1.3, text_width("щ…", 10)) for line in lines)
    assert " ".join(lines).split() == text.split() or any("…" in line or line == "—" for line in lines)


def test_lines_break_between_words_and_the_rest_is_marked() -> None:
    text = "Совет коллективной безопасности Организации договора о коллективной безопасности"
    assert wrap("ОДКБ", 10, 100) == ["ОДКБ"]
    lines = wrap(text, 10, 120)
    assert lines[:2] == ["Совет коллективной", "безопасности"]
    assert len(lines) == 3
    assert lines[-1].endswith("…")
    assert wrap("", 10, 100) == ["—"]
