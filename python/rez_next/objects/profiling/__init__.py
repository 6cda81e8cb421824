"""Where the time goes: blocks of a program's work, and what the engine did within them."""
