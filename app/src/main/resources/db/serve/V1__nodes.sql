-- What the nodes of the services share. Times are milliseconds since 1970.
-- Unlogged: after a crash of the database no challenge is open any more.
CREATE UNLOGGED TABLE penseal_challenge (
  nonce TEXT PRIMARY KEY,
  application TEXT NOT NULL,
  origin TEXT NOT NULL,
  modes TEXT NOT NULL,
  expires BIGINT NOT NULL
);
CREATE INDEX penseal_challenge_expires ON penseal_challenge (expires);
-- Logged: a nonce that was used once must stay used.
CREATE TABLE penseal_used_nonce (
  nonce TEXT PRIMARY KEY,
  until BIGINT NOT NULL
);
CREATE INDEX penseal_used_nonce_until ON penseal_used_nonce (until);
