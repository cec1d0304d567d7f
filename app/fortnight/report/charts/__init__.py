"""Charts as hand-written SVG: real text, escaped; presentation attributes only; readable in greyscale."""
