"""A proof is made in one place: holding one is having passed the check."""

import inspect

import pytest

from tests.house.source import PRODUCT, called_in, dotted, modules_named, place, python_in

# Each kind of proof, and the one file that makes it.
HOMES = {
    "ConsentProof": "jiaxin/trust/consent/services.py",
    "OwnRecord": "jiaxin/facts/records/reads.py",
    "LightOnly": "jiaxin/facts/records/reads.py",
    "Endings": "jiaxin/facts/records/reads.py",
    "OpenVetting": "jiaxin/flows/vetting/services/desk.py",
    "OwnDeclarations": "jiaxin/facts/epidemic/reads.py",
    "ComparisonRun": "jiaxin/flows/comparisons/services.py",
    "Admission": "jiaxin/facts/records/lines.py",
    "OpenCorrection": "jiaxin/flows/corrections/services/keeping.py",
    "HelpedFiling": "jiaxin/flows/corrections/services/helping.py",
    "Admissions": "jiaxin/facts/records/services/many.py",
}


def every_proof() -> set[str]:
    return {
        name
        for module in modules_named("proofs")
        for name, member in vars(module).items()
        if inspect.isclass(member) and member.__module__ == module.__name__
    }


def makers_of(proof: str) -> list[str]:
    """Where it is made: by its constructor, or by copying one with something changed."""
    return [
        place(path, node)
        for path in python_in(PRODUCT)
        for node, name in called_in(path)
        if name.rpartition(".")[2] == proof
    ]


def test_every_kind_of_proof_has_a_home() -> None:
    assert every_proof() == set(HOMES)


@pytest.mark.parametrize("proof", HOMES)
def test_a_proof_is_made_in_its_home_only(proof: str) -> None:
    makers = makers_of(proof)

    assert len(makers) == 1, "\n".join(makers)
    assert makers[0].startswith(f"{HOMES[proof]}:")


def test_no_proof_is_made_by_changing_another() -> None:
    copies = [
        place(path, node)
        for path in python_in(*(PRODUCT / floor for floor in ("trust", "facts", "flows")))
        for node, name in called_in(path)
        if name in {"dataclasses.replace", "copy.copy", "copy.replace"}
        and (not node.args or "proof" in dotted(node.args[0]).lower())
    ]

    assert not copies, "\n".join(copies)
