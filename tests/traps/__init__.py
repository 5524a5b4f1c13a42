"""The trap cases: quotes that are nearly right, and how an answer to them is judged."""
