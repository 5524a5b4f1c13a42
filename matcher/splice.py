def find_splice(question, queries, best, view):
    return None
