"""Publish: a record to tables, pages and the field's formats. Derives nothing that the record does not hold."""
