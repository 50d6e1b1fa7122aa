"""Puts the tests' own small modules on the path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
