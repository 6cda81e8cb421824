"""The machine and this process."""
