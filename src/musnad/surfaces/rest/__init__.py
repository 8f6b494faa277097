"""The interface for programs: the same questions and the same records as on the pages."""
