"""Reports: words from catalogues, layout in HTML, PDF and JSON."""
