"""What `tierbook check` looks at in one file, in the order in which it looks.

`yaml_source` makes plain data of the bytes (`yaml_slips` explains what it stumbles over),
`schema_messages` holds the data against the `grammar`, `references` asks whether what it names is
declared, then `rule_checks`, `work_checks` and `prose_checks` ask whether it makes sense,
`table_checks` prove what decision tables promise, and `examples` ask whether they answer as
expected.
"""
