"""Signed notes and checkpoints, against the examples of their specification."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaxin.ground.crypto.signing import DerivedSigningKey
from jiaxin.trust.audit import notes
from jiaxin.trust.audit.notes import Head, Key, NotSigned

# The example of c2sp.org/signed-note.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi"
    "2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
# The example of c2sp.org/tlog-checkpoint.
HEAD = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"

NAME = "jiaxin.example/trail"
ONE, OTHER = DerivedSigningKey(bytes(32)), DerivedSigningKey(bytes([1] * 32))
KEY, OTHER_KEY = Key(NAME, ONE.public), Key(NAME, OTHER.public)
TEXT = Head(NAME, 3, bytes(32)).text
NOTE = notes.sign(TEXT, NAME, [ONE])


def test_the_specifications_example_opens() -> None:
    assert notes.opened(EXAMPLE, [Key.parse(EXAMPLE_KEY)]) == "This is an example message.\n"


def test_a_key_is_published_as_it_was_read() -> None:
    assert Key.parse(EXAMPLE_KEY).text == EXAMPLE_KEY
    assert Key.parse(KEY.text) == KEY


def test_the_specifications_checkpoint_is_read_and_written_alike() -> None:
    head = Head.parse(HEAD)

    assert (head.origin, head.size) == ("example.com/behind-the-sofa", 20852163)
    assert head.text == HEAD


def test_what_is_signed_opens_with_its_key_only() -> None:
    assert notes.opened(NOTE, [KEY]) == TEXT
    for keys in ([], [OTHER_KEY], [Key("another.example/trail", ONE.public)]):
        with pytest.raises(NotSigned, match="no known key"):
            notes.opened(NOTE, keys)


def test_a_note_of_two_keys_opens_with_either() -> None:
    both = notes.sign(TEXT, NAME, [ONE, OTHER])

    assert notes.opened(both, [KEY]) == notes.opened(both, [OTHER_KEY]) == TEXT
    assert notes.signers(both) == {KEY.id, OTHER_KEY.id}


def test_one_false_signature_of_a_known_key_spoils_the_note() -> None:
    text, _, lines = notes.sign(TEXT, NAME, [ONE, OTHER]).rpartition("\n\n")
    first, second, _ = lines.split("\n")
    mixed = notes.sign("other\n", NAME, [OTHER]).rpartition("\n\n")[2]

    with pytest.raises(NotSigned, match="does not fit"):
        notes.opened(f"{text}\n\n{first}\n{mixed}", [KEY, OTHER_KEY])
    assert second


@given(
    st.integers(0, len(NOTE) - 1), st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"])
)
def test_no_letter_of_a_note_can_be_changed(at: int, letter: str) -> None:
    bent = NOTE[:at] + letter + NOTE[at + 1 :]
    if bent == NOTE:
        return
    with pytest.raises(NotSigned):
        notes.opened(bent, [KEY])


@pytest.mark.parametrize(
    "note",
    [
        "",
        "text\n",
        "text\n\n",
        NOTE.rstrip("\n"),
        NOTE + "\n",
        NOTE + "junk\n",
        TEXT + "\n-- jiaxin.example/trail AAAA\n",
        TEXT + "\n— jiaxin.example/trail A\n",
        TEXT + "\n" + "— a AAAA\n" * 101,
    ],
)
def test_what_is_no_note_does_not_open(note: str) -> None:
    with pytest.raises(NotSigned):
        notes.opened(note, [KEY])


@pytest.mark.parametrize("text", ["no end", "a gap\n\nin it\n", ""])
def test_what_could_not_be_read_back_is_not_signed(text: str) -> None:
    with pytest.raises(ValueError, match="lines"):
        notes.sign(text, NAME, [ONE])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name+00000000",
        KEY.text.replace("+", "-"),
        f"{NAME}+00000000+{KEY.text.rpartition('+')[2]}",
        "has space+00000000+AAAA",
        f"{NAME}+{KEY.id.hex()}+!!!!",
    ],
)
def test_what_is_no_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — each for its own reason
        Key.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "origin\n",
        "origin\n01\nAAAA\n",
        "origin\n-1\nAAAA\n",
        "origin\n1\nAAAA\n",
        "\n1\nAAAA\n",
    ],
)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 — each for its own reason
        Head.parse(text)
