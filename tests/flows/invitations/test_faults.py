"""Every fault is told apart and told in both languages, with what to do."""

from jiaxin.flows.invitations.rules.faults import NOTES, TOLD, CellFault, CellNote


def test_every_fault_says_what_it_is_and_what_to_do() -> None:
    assert set(TOLD) == set(CellFault)
    assert all(
        told.says.zh and told.says.en and told.do.zh and told.do.en for told in TOLD.values()
    )


def test_no_two_faults_say_the_same() -> None:
    assert len({told.says.zh for told in TOLD.values()}) == len(CellFault)


def test_every_note_is_worded() -> None:
    assert set(NOTES) == set(CellNote)
