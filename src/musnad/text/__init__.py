"""From a document's text to folded words, tokens, quotations and sentences."""
