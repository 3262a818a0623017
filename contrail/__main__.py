"""`python -m contrail`."""

from contrail.cli import main

if __name__ == "__main__":
    main()
