"""The usual roles as they stand within a sentence."""

from __future__ import annotations

from fortnight.core.phrase import say


def role_in_words(role: str) -> str:
    """Return a role as people say it; one of a questionnaire of your own is said by its id."""
    return _USUAL.get(role) or role.replace("-", " ")


_USUAL = {
    "product": say("product"),
    "data": say("data"),
    "engineering": say("engineering"),
    "it-operations": say("IT operations"),
    "security": say("security"),
    "legal": say("legal"),
    "business": say("business"),
    "finance": say("finance"),
    "users": say("users"),
}
