"""rules/speech.yaml -> Speech: the words that give away a statement."""

from functools import cached_property
from typing import Any

from ingest import rules


class Speech:
    """Verbs of saying and nouns of speakers."""

    @cached_property
    def _all(self) -> dict[str, Any]:
        return dict(rules.read("speech"))

    @cached_property
    def say(self) -> frozenset[str]:
        """Verbs that take a clause."""
        return frozenset(self._all["say"])

    @cached_property
    def soft(self) -> frozenset[str]:
        """Verbs that say something only in a finite form."""
        return frozenset(self._all["soft"])

    @cached_property
    def plain(self) -> frozenset[str]:
        """Verbs whose subject is somebody, whatever noun it is."""
        return frozenset(self._all["plain"])

    @cached_property
    def accuse(self) -> frozenset[str]:
        """Verbs that are part of what is said."""
        return frozenset(self._all["accuse"])

    @cached_property
    def quote(self) -> frozenset[str]:
        """Verbs that make statements of quoted words only."""
        return frozenset(self._all["quote"])

    @cached_property
    def note(self) -> frozenset[str]:
        """Verbs that take a noun."""
        return frozenset(self._all["note"])

    @cached_property
    def noun(self) -> frozenset[str]:
        """Verbs that make a statement of the noun that they take."""
        return frozenset(self._all["noun"])

    @cached_property
    def stand(self) -> frozenset[str]:
        """Verbs whose noun is said with them."""
        return frozenset(self._all["stand"])

    @cached_property
    def judge(self) -> frozenset[str]:
        """Verbs that say what somebody thinks of a thing."""
        return frozenset(self._all["judge"])

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Nouns for those who can speak."""
        return frozenset(self._all["speakers"])

    @cached_property
    def mute(self) -> frozenset[str]:
        """Nouns for what cannot."""
        return frozenset(self._all["mute"])
