"""Plugins, and the commands that some of them add."""
