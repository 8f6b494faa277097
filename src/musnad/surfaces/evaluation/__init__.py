"""How well records agree with annotations made by people."""
