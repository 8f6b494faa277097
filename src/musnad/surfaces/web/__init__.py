"""The desk: pages where people read, check and decide, over one project."""
