import type { Database } from '../database/database.ts';
import { placeOf } from '../database/secret-box.ts';
import type { SlackWorkspace, SlackWorkspaces } from './slack-workspace.ts';

/** A workspace that has just added the app. */
export interface SlackInstallation extends SlackWorkspace {
  readonly enterpriseId?: string;
  readonly scopes: readonly string[];
  /** The person who did it: `U…`. */
  readonly installedBy?: string;
}

interface InstallationRow {
  team_id: string;
  bot_token: string;
  bot_user_id: string;
  bot_id: string | null;
}

/** The workspaces that added the app by OAuth. Their tokens lie in the database. */
export class InstalledWorkspaces implements SlackWorkspaces {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @throws SecretBoxError if its token was encrypted with another key */
  async find(teamIds: readonly string[]): Promise<SlackWorkspace | undefined> {
    const [row] = await this.#database.query<InstallationRow>(
      `SELECT i.team_id, i.bot_token, i.bot_user_id, i.bot_id FROM bridge.slack_installations i
       JOIN unnest($1::text[]) WITH ORDINALITY AS asked (team_id, place) USING (team_id)
       ORDER BY asked.place LIMIT 1`,
      [teamIds],
    );
    if (!row) return undefined;
    return {
      teamId: row.team_id,
      botToken: this.#database.secrets.open(row.bot_token, tokenPlace(row.team_id)),
      botUserId: row.bot_user_id,
      ...(row.bot_id && { botId: row.bot_id }),
    };
  }

  /** Takes the place of an earlier installation in the same workspace, whose token is no more. */
  async keep(installation: SlackInstallation): Promise<void> {
    const { teamId, enterpriseId, botToken, botUserId, botId, scopes, installedBy } = installation;
    await this.#database.query(
      `INSERT INTO bridge.slack_installations
         (team_id, enterprise_id, bot_token, bot_user_id, bot_id, scopes, installed_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (team_id) DO UPDATE SET
         enterprise_id = excluded.enterprise_id, bot_token = excluded.bot_token,
         bot_user_id = excluded.bot_user_id, bot_id = excluded.bot_id, scopes = excluded.scopes,
         installed_by = excluded.installed_by, installed_at = now()`,
      [
        teamId,
        enterpriseId ?? null,
        this.#database.secrets.seal(botToken, tokenPlace(teamId)),
        botUserId,
        botId ?? null,
        scopes.join(','),
        installedBy ?? null,
      ],
    );
  }

  /**
   * To be called when the app was removed from a workspace, or its tokens were revoked.
   * @param at when that was: the news may come after the app was added again
   */
  async forget(teamId: string, at: Date): Promise<void> {
    await this.#database.query(
      'DELETE FROM bridge.slack_installations WHERE team_id = $1 AND installed_at <= $2',
      [teamId, at],
    );
  }
}

function tokenPlace(teamId: string): string {
  return placeOf('slack_installations.bot_token', teamId);
}
