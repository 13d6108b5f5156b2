"""The sections of the report: each is a function from the facts to flowables."""
