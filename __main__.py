"""`python -m liantu` is the same as `liantu`."""

from liantu.cli import main

if __name__ == "__main__":
    main()
