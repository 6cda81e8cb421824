"""rez.vendor: libraries that rez has copies of; here, the installed ones."""
