"""rez.utils: what rez's other modules share."""
