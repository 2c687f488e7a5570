"""Identity custody (身份保管): who complains is seen by whom the custodian lets, for a time, and on record."""
