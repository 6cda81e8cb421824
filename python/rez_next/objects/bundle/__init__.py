"""Contexts with the packages they need, in one folder that may be moved."""
