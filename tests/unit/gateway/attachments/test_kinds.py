"""A file is what it claims to be, by type, by ending and by content, or it is refused with field and rule."""

import pytest

from contracts.attachments import MEDIA_TYPE_OF, MediaType
from contracts.refusals import Invalid
from gateway.attachments.kinds import FORMS, HEAD, FileNotWhatItClaims, FileTypeNotTaken, check_content, claim_of
from gateway.edge.rules import say_rule
from tests.unit.gateway.attachments.samples import OTHERS, SAMPLES

JPEG = claim_of("image/jpeg", "现场.jpg")


@pytest.mark.parametrize("name", SAMPLES)
def test_what_agrees_is_taken(name: str) -> None:
    media_type, ending, content = SAMPLES[name]
    claim = claim_of(f"{media_type}; charset=binary", f"某人 录.音.{ending}")

    check_content(content[:HEAD], claim)
    assert claim.ending == ending.lower()
    assert claim.form.media_type in MediaType


def test_every_type_that_is_taken_has_a_sample() -> None:
    assert {claim_of(kind, f"x.{ending}").form for kind, ending, _ in SAMPLES.values()} == set(FORMS)
    assert {form.media_type for form in FORMS} == set(MEDIA_TYPE_OF.values()) == set(MediaType)


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("claimed", ["image/jpeg", "application/pdf", "video/mp4", "audio/mpeg"])
def test_what_is_something_else_is_refused(name: str, claimed: str) -> None:
    claim = claim_of(claimed, "x." + next(ending for ending, media in MEDIA_TYPE_OF.items() if media == claimed))

    with pytest.raises(FileNotWhatItClaims) as refused:
        check_content(OTHERS[name], claim)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/content_type", "not_the_content")]


def test_every_type_is_told_from_every_other_as_far_as_its_bytes_tell() -> None:
    allowed = {("audio/mp4", "video/mp4")}
    for kind, ending, _ in SAMPLES.values():
        claim = claim_of(kind, f"x.{ending}")
        for other, _, content in SAMPLES.values():
            found = next(form.media_type for form in FORMS if other in (form.media_type, *form.aliases))
            if found == claim.form.media_type or (claim.form.media_type, found) in allowed or b"mp42\0" in content:
                continue
            with pytest.raises(FileNotWhatItClaims):
                check_content(content, claim)


@pytest.mark.parametrize(
    "declared", ["", "application/octet-stream", "text/html", "image/svg+xml", "image/gif", "jpeg"]
)
def test_a_type_that_is_not_taken_is_named_with_those_that_are(declared: str) -> None:
    with pytest.raises(FileTypeNotTaken) as refused:
        claim_of(declared, "x.jpg")

    (fault,) = refused.value.faults
    assert (fault.pointer, fault.rule) == ("/content_type", "not_one_of")
    assert "image/heic" in say_rule(fault, "en")


@pytest.mark.parametrize("name", ["", "jpg", "photo", "photo.", "photo.exe", "photo.jpg.exe", "x" * 255 + ".jpg"])
def test_a_name_without_an_ending_that_is_taken_is_refused(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        claim_of("image/jpeg", name)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("/file_name", "not_one_of")]


def test_an_ending_of_another_type_is_refused_in_both_languages() -> None:
    with pytest.raises(FileNotWhatItClaims) as refused:
        claim_of("image/jpeg", "某人.png")

    (fault,) = refused.value.faults
    assert fault.pointer == "/file_name"
    assert ".png" in say_rule(fault, "zh")
    assert ".png" in say_rule(fault, "en")
    assert "某人" not in say_rule(fault, "zh") + say_rule(fault, "en")


def test_an_empty_file_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        check_content(b"", JPEG)

    assert [(fault.pointer, fault.rule) for fault in refused.value.faults] == [("", "too_short")]
