"""The scoping record as forms: which fields there are, and how what people type into them is read.

The screens and the line-by-line interview are two faces of these forms; neither keeps a list of fields of its own.
"""
