"""The nouns of tollbook: immutable, typed, with no logic beyond their own invariants and no imports from other parts of the package."""
