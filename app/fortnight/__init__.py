"""Fortnight: would this AI proof of concept keep running if its team were gone for two weeks?"""

__version__ = "0.1.0"
