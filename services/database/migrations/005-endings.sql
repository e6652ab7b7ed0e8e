ALTER TABLE bridge.forwards DROP CONSTRAINT forwards_stage_check;

ALTER TABLE bridge.forwards ADD CONSTRAINT forwards_stage_check
  CHECK (stage IN ('asking', 'accepted', 'cancelled', 'refused', 'expired'));

-- When the person was told that it has expired.
ALTER TABLE bridge.forwards ADD COLUMN noted_at timestamptz;

-- When the post came to be posted, failed or cancelled; NULL in every other state.
ALTER TABLE bridge.posts ADD COLUMN ended_at timestamptz;

UPDATE bridge.posts SET ended_at = coalesce(posted_at, now()) WHERE state IN ('posted', 'failed', 'cancelled');

CREATE INDEX forwards_unanswered ON bridge.forwards (created_at) WHERE stage = 'asking';

CREATE INDEX posts_failed ON bridge.posts (ended_at) WHERE state = 'failed';
