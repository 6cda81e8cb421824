"""rex code run in this process."""
