"""Terminal: what a person reads in a terminal or a pipe. Every text of a report passes `clean` before it is shown."""
