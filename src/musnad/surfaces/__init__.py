"""What users touch: the command line, the terminal view, the page, the figures."""
