"""Review: what people decide about the record."""
