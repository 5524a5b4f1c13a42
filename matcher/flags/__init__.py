"""What stands round a passage in its sentence and turns its sense: denials, conditions, hedges."""
