"""Who is said to speak: reporting words round a quotation, with their subject."""
