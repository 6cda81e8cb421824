"""Shells: which there are, what is written for them, and how they are started."""
