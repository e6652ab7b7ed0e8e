CREATE TABLE bridge.call_ledgers (
  application_id text PRIMARY KEY,
  -- When the calls of the last minute were or will be made, in epoch milliseconds.
  calls jsonb NOT NULL DEFAULT '[]',
  blocked_until float8 NOT NULL DEFAULT 0
);

-- See forwards/delivery/rank.ts.
CREATE TABLE bridge.delivery_clock (rank integer NOT NULL);

INSERT INTO bridge.delivery_clock (rank) VALUES (0);

CREATE TABLE bridge.conversation_ranks (
  conversation_key text PRIMARY KEY,
  rank integer NOT NULL
);

ALTER TABLE bridge.forwards ADD COLUMN rank integer;

-- What the group had before the attempt, where only that can tell which post is ours.
ALTER TABLE bridge.posts ADD COLUMN seen_before jsonb;

-- When the end of the attempt was seen that began at posting_since; empty while it may still be under way.
ALTER TABLE bridge.posts ADD COLUMN posting_until timestamptz;

-- Whether the file's bytes lie in the spool.
ALTER TABLE bridge.files ADD COLUMN in_spool boolean NOT NULL DEFAULT false;

UPDATE bridge.files SET in_spool = true WHERE state = 'spooled';

CREATE INDEX files_in_spool ON bridge.files (post_id) WHERE in_spool;

-- Who posted it: see kaizala/connector-key.ts.
ALTER TABLE bridge.posts ADD COLUMN connector text;

CREATE INDEX posts_by_connector ON bridge.posts (connector, posted_at DESC) WHERE reference_id IS NOT NULL;
