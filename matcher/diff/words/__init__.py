"""Words: the lists of each language, other spellings of one word, and what makes a word a name or a denial."""
