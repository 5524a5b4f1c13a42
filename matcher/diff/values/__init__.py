"""Numbers, amounts, dates and times: what equal values in other clothes have in common."""
