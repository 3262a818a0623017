"""Url: an absolute web address; no other scheme is taken, so that a link is safe to show."""

from urllib.parse import urlsplit

from schema.errors import InvalidValueError
from schema.values.text import TextType
from schema.values.value import Json


class UrlType(TextType):
    """An address that starts with http:// or https://."""

    kind = "Url"
    doc = "An absolute http or https address."

    def pack(self, raw: object) -> Json:
        """The address without blanks at its ends."""
        accepted = "an absolute address that starts with https:// or http://"
        if not isinstance(raw, str):
            raise InvalidValueError("web address", raw, accepted)
        trimmed = raw.strip()
        try:
            split = urlsplit(trimmed)
        except ValueError:
            raise InvalidValueError("web address", raw, accepted) from None
        if split.scheme.lower() not in {"http", "https"} or not split.netloc or any(c.isspace() for c in trimmed):
            raise InvalidValueError("web address", raw, accepted)
        return trimmed


URL = UrlType()
