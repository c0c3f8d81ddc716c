-- A case that ended before its evidence was frozen has a document's name too; and cases from before
-- there were kinds of business are kept as long as the one that ships says.
UPDATE signing_case
   SET retain_until = strftime('%Y-%m-%dT%H:%M:%SZ', changed_at, '+3650 days')
 WHERE retain_until IS NULL;
