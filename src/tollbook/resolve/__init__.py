"""Resolve: words of the text to dates, places and actors outside it, each with a reason; unresolved when unsure."""
