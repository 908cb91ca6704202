"""Pictures of what came out of a round: SVG by small functions of ours, PNG through resvg."""
