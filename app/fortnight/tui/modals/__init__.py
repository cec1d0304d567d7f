"""Questions that interrupt: each is dismissed with a typed answer."""
