"""Read: bytes to reports. Knows formats, encodings and boilerplate; knows nothing of what the text means."""
