-- The workspaces that have added the Slack app, or organisations that have it for all of theirs: T… or E….
CREATE TABLE bridge.slack_installations (
  team_id text PRIMARY KEY,
  enterprise_id text,
  -- Sealed if there is a key to do it with.
  bot_token text NOT NULL,
  bot_user_id text NOT NULL,
  bot_id text,
  scopes text NOT NULL,
  installed_by text,
  installed_at timestamptz NOT NULL DEFAULT now()
);
