"""What stops a command, with the exit code that says whose turn it is.

ContrailError       exit 1: asked rightly, but it could not be done
└── UsageError      exit 2: what was asked for cannot be meant; nothing was touched
"""


class ContrailError(Exception):
    """A command could not do what it was asked; `str()` is one message for people: place, cause, remedy."""

    exit_code = 1

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(place, cause, remedy)
        self.place = place
        self.cause = cause
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.place}: {self.cause}\n{self.remedy}"


class UsageError(ContrailError):
    """An option, a setting or a path cannot be meant as it is."""

    exit_code = 2
