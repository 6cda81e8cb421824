"""Runs users' Python, which only this process can do: definitions, commands, callbacks."""
