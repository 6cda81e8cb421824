"""rez's settings: where they come from, what they may be, and how they are changed."""
