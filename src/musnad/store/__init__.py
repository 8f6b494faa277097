"""Projects: folders that keep articles and their records, in SQLite or PostgreSQL."""
