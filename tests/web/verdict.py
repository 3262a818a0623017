"""A judge's program -> the verdicts that it prints, one a line."""

import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

#: How many of their checks pass, by judge; docs/features.md tells the same.
PASSES = {"audit-http.mjs": 61, "clients.mjs": 15, "client_gql.py": 18, "tooling.mjs": 9, "attacks.py": 62}
_LINE = re.compile(r"^(pass|PASS|FAIL|SKIP|INFO) +(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What was judged, by verdict; `told` is all that was printed."""

    code: int
    told: str

    def lines(self, verdict: str) -> list[str]:
        """What got this verdict."""
        return [what for found, what in _LINE.findall(self.told) if found.upper() == verdict]

    def check(self, judge: str) -> None:
        """Nothing, where nothing failed and as much passed as is known of a judge; else an AssertionError with all."""
        assert self.code == 0 and not self.lines("FAIL"), self.told
        assert len(self.lines("PASS")) >= PASSES[judge], self.told


def judge(command: Sequence[str | Path], folder: Path, seconds: int = 300) -> Verdicts:
    """Run a judge to its end."""
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, capture_output=True, text=True, timeout=seconds, check=False
    )
    return Verdicts(done.returncode, done.stdout + done.stderr)
