"""Who said it, by example: quotations, speakers and claims of every language."""
