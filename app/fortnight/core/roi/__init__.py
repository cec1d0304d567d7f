"""The return on investment: inputs, the month-by-month model, and what its spread hangs on."""
