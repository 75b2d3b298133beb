"""Reports: words from catalogues, layout in HTML, PDF and JSON.

`Wording(language, facts)` turns statements into phrases; `report_html`, `report_pdf`,
`report_json` and `report_table` lay a report out; `error_line` words an error. The messages are
declared in `messages/`, their words are in `locale/`, and `catalogues` keeps the two in step.
"""
