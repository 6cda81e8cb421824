"""Releasing packages: the version control that their source is under, and hooks that join in."""
