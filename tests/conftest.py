"""Puts the tests' own small modules on the path; keeps places and actors that a user has added out of the tests."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
os.environ["TOLLBOOK_GAZETTEER"] = ""
os.environ["TOLLBOOK_ACTORS"] = ""
