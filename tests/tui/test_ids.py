"""Ids made from names."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from fortnight.core.base import Id
from fortnight.forms.ids import free_id, id_from


def test_an_id_reminds_of_the_name() -> None:
    """Letters stay, accents go, the rest becomes dashes."""
    assert "reclamations-triage" == id_from("  Réclamations: Triage!")


@given(st.text(max_size=200))
def test_every_name_gives_a_valid_id(name: str) -> None:
    """Whatever people type, the file accepts the id."""
    assert TypeAdapter(Id).validate_python(id_from(name))


def test_a_taken_id_gets_a_number() -> None:
    """Nothing is overwritten by a second thing of the same name."""
    assert "claims-3" == free_id("Claims", {"claims", "claims-2"})
