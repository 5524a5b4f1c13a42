def warm_up():
    pass
