"""Who occurs in a document: names and noun phrases, joined into people and bodies, and whom a mention means."""
