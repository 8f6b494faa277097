"""From references, times and words to statements, and later events, claims and relations."""
