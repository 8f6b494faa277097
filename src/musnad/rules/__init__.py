"""The small engine that loads language tables and checks them."""
