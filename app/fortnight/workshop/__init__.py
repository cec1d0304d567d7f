"""The workshop around the app: packs and replies on paper and in TOML, and the interview line by line."""
