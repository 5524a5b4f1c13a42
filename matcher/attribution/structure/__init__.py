"""What can be read off a text without knowing a speaker: marks, quotations, turns, and what stands between them."""
