"""`python -m dlterms` is `dlterms`."""

from dlterms.cli import main

if __name__ == "__main__":
    main()
