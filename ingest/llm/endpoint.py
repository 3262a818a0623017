"""Messages -> the JSON that an OpenAI-compatible address answers, within bounds of size and time."""

import json
import time
from dataclasses import dataclass, field
from typing import Any, cast

from ingest.errors import EndpointError

#: Bytes of an answer: the longest article's facts have a fifth of that.
MOST_BYTES = 400_000
_MOST_TOKENS = 8_000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model answers, and which. `seconds` bounds one answer, from the question to its last byte."""

    url: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = 60.0

    def ask(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> dict[str, Any]:
        """The object in the answer's text; calls of tools in it are never looked at. Raises EndpointError."""
        try:
            import openai
        except ImportError:
            raise EndpointError(
                "the extra `llm`", "the package `openai` is not installed", "Run `.venv/bin/pip install openai`"
            ) from None
        begun = time.monotonic()
        form = {"type": "json_schema", "json_schema": {"name": "facts", "strict": True, "schema": schema}}
        try:
            with (
                openai.OpenAI(
                    base_url=self.url, api_key=self.key or "none", timeout=self.seconds, max_retries=0
                ) as client,
                client.chat.completions.with_streaming_response.create(
                    model=self.model,
                    messages=cast("Any", messages),
                    response_format=cast("Any", form),
                    temperature=0,
                    max_completion_tokens=_MOST_TOKENS,
                ) as response,
            ):
                raw = bytearray()
                for part in response.iter_bytes():
                    raw += part
                    self._bound(len(raw), time.monotonic() - begun)
        except openai.OpenAIError as error:
            raise EndpointError(self.url, str(error) or type(error).__name__, "Check CONTRAIL_LLM_URL") from None
        return self._facts(bytes(raw))

    def _bound(self, size: int, seconds: float) -> None:
        if size > MOST_BYTES:
            raise EndpointError(self.url, f"it answered with more than {MOST_BYTES:,} bytes", "Use another model")
        if seconds > self.seconds:
            raise EndpointError(
                self.url, f"it did not finish its answer in {self.seconds:.0f} s", "Raise CONTRAIL_LLM_SECONDS"
            )

    def _facts(self, raw: bytes) -> dict[str, Any]:
        try:
            content = json.loads(raw)["choices"][0]["message"].get("content")
            found = json.loads(content) if isinstance(content, str) else {}
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
            cause = f"its answer is no JSON of the form that was asked for ({error})"
            raise EndpointError(self.url, cause, "Use a model that follows `response_format`") from None
        if not isinstance(found, dict):
            raise EndpointError(self.url, "its answer is no object", "Use a model that follows `response_format`")
        return found
