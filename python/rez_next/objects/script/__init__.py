"""Files that are programs: what they begin with, and whom they call."""
