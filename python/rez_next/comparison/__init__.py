"""Compare mode: a studio's own resolves and environments, by rez and by rez-next."""
