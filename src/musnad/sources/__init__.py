"""From bytes, files, addresses and lines of JSON to documents."""
