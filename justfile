# Everything that must hold before a commit. `just check` takes under a minute; `just test` runs the tests.
check:
    ruff check src tests eval tools hatch_build.py
    ruff format --check src tests eval tools hatch_build.py
    mypy
    lint-imports
    yamllint -s -c .yamllint.yaml src docs tests

test:
    python -m pytest
