"""Charts made of letters: pure functions from numbers to lines of styled text. No screen in here.

Every chart says the same without its colours: by the shape of its cells, by signs, by the numbers beside it.
"""
