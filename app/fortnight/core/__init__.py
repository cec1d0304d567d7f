"""The pure core: frozen values in, frozen values out; no screen, no files, no clock."""
