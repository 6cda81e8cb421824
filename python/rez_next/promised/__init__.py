"""The API that rez-next adds to rez's: simpler forms for common tasks."""
