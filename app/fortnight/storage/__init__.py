"""Files: TOML in and out, atomic writes, finding questionnaires and templates."""
