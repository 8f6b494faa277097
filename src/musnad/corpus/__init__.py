"""Many documents: copies, stories, actors, events with many reports, standing relations."""
