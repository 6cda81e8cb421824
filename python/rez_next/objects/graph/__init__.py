"""Graphs of resolves, and pictures of them."""
