"""`contrail`, and `python -m contrail`."""

from typing import NoReturn


def main() -> NoReturn:
    """Run the command that the command line names, and exit."""
    # Imported here: processes that a command starts import the file that it began with, and want none of the commands.
    from contrail.cli import main as run

    run()


if __name__ == "__main__":
    main()
