"""The report's charts, drawn by altair to SVG that goes into the page."""
