-- The artefacts of one case, and the latest of one type, without a look at those of all cases.
CREATE INDEX artefact_of_case ON artefact (case_id);
CREATE INDEX artefact_of_type ON artefact (type);
