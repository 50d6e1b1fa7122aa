"""Extract: a report to claims, events and attributions with spans. Knows language; knows nothing outside the text."""
