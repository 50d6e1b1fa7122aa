"""`python -m tollbook` is the command line."""

from tollbook.cli import main

main()
