-- A case takes the one signature of its signer before it is made, so that of two cases at the same
-- time only one gets that far.
ALTER TABLE signing_case ADD COLUMN reserved INTEGER NOT NULL DEFAULT 0;
