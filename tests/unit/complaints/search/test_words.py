"""Any two characters that stand together can be looked for; what cannot is refused with the rule."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.refusals import Invalid
from services.complaints.search.domain import grams_of, words_of

TEXTS = st.text(st.characters(categories=["Lo", "Lu", "Ll", "Nd", "Po", "Zs"], exclude_characters="İ"), max_size=60)


@given(st.text("窗口三次要求补正材料Wifi五号", min_size=2, max_size=30), st.data())
def test_every_part_of_a_text_is_found_by_its_pairs(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))

    for word in words_of(text[start:end]):
        assert word.grams <= grams_of("题", f"前,{text}。后")


@given(TEXTS, TEXTS)
def test_no_pair_reaches_from_the_title_into_the_text(title: str, text: str) -> None:
    assert grams_of(title, text) == grams_of(title) | grams_of(text)


@pytest.mark.parametrize("pair", ["料,材", "材 料", "料\n材", "料-材"])
def test_no_pair_reaches_over_what_stands_between(pair: str) -> None:
    assert grams_of(pair) == set()


def test_capitals_and_full_width_letters_are_the_same_word() -> None:
    wide = "\uff37\uff29\uff26\uff29"

    assert grams_of(wide) == grams_of("wifi") == grams_of("WiFi")
    assert words_of(wide)[0].forms == ("wifi", "\uff57\uff49\uff46\uff49")


@given(st.text(min_size=2, max_size=2))
def test_a_pair_is_a_number_that_four_bytes_hold(pair: str) -> None:
    assert all(-(1 << 31) <= gram < 1 << 31 for gram in grams_of(pair))


def test_words_apart_by_spaces_are_words_of_their_own() -> None:
    assert [word.forms[0] for word in words_of("补正 材料")] == ["补正", "材料"]


@pytest.mark.parametrize("text", ["料", "材 料", "!?", "补正 料", "料,材", "  "])
def test_a_word_without_two_characters_together_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        words_of(text)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/text", "too_short")]


def test_more_than_five_words_are_refused() -> None:
    with pytest.raises(Invalid) as refused:
        words_of("一二 三四 五六 七八 九十 百千")

    assert refused.value.faults[0].rule == "too_many"
