"""From phrases to the world: entities with their codes, times with their values, places."""
