"""Files, folders and paths."""
