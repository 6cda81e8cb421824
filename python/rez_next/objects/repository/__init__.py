"""Repositories and the resources in them, those of Python too."""
