"""Packages: found, made, copied, moved, tested, hidden and ordered."""
