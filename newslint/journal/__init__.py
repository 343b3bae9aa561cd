"""What fixes have done, written so that it can be undone: the format stands in docs/journal.md."""
