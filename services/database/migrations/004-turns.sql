CREATE TABLE bridge.turns (
  -- Hash of (channel, conversation, activity id): a redelivered activity finds its turn by this.
  activity_key text PRIMARY KEY,
  -- Moved on while its process lives.
  claimed_at timestamptz NOT NULL,
  finished_at timestamptz,
  -- What the turn chose to be about, for a process that has to begin it again.
  forward_id uuid
);
