"""What Fortnight promises about speed, as ratios measured in one run. `make bench` prints the table."""
