"""rules/speech.yaml -> Speech: the words that give away a statement."""

from functools import cached_property
from importlib.resources import files
from typing import Any

import yaml


class Speech:
    """Verbs of saying and nouns of speakers."""

    @cached_property
    def rules(self) -> dict[str, Any]:
        """The rules as they are written, examples included."""
        with files("ingest.rules").joinpath("speech.yaml").open(encoding="utf-8") as lines:
            return dict(yaml.safe_load(lines))

    @cached_property
    def say(self) -> frozenset[str]:
        """Verbs that take a clause."""
        return frozenset(self.rules["say"])

    @cached_property
    def soft(self) -> frozenset[str]:
        """Verbs that say something only in a finite form."""
        return frozenset(self.rules["soft"])

    @cached_property
    def plain(self) -> frozenset[str]:
        """Verbs whose subject is somebody, whatever noun it is."""
        return frozenset(self.rules["plain"])

    @cached_property
    def accuse(self) -> frozenset[str]:
        """Verbs that are part of what is said."""
        return frozenset(self.rules["accuse"])

    @cached_property
    def quote(self) -> frozenset[str]:
        """Verbs that make statements of quoted words only."""
        return frozenset(self.rules["quote"])

    @cached_property
    def note(self) -> frozenset[str]:
        """Verbs that take a noun."""
        return frozenset(self.rules["note"])

    @cached_property
    def noun(self) -> frozenset[str]:
        """Verbs that make a statement of the noun that they take."""
        return frozenset(self.rules["noun"])

    @cached_property
    def stand(self) -> frozenset[str]:
        """Verbs whose noun is said with them."""
        return frozenset(self.rules["stand"])

    @cached_property
    def judge(self) -> frozenset[str]:
        """Verbs that say what somebody thinks of a thing."""
        return frozenset(self.rules["judge"])

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Nouns for those who can speak."""
        return frozenset(self.rules["speakers"])

    @cached_property
    def mute(self) -> frozenset[str]:
        """Nouns for what cannot."""
        return frozenset(self.rules["mute"])
