"""The solver by itself, why it failed, and what it prints."""
