"""From words to the phrases that refer: names, offices, nominals, time expressions."""
