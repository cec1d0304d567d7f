"""Tests of the forms that the screens and the interview share."""
