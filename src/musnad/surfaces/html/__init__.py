"""Articles with their records as one page that needs nothing else."""
