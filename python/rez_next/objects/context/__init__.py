"""Contexts: made, looked at, stored, compared, and asked for their environment."""
