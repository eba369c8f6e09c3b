"""What a person reads: numbers rounded once, tables, words in Vietnamese and English."""
