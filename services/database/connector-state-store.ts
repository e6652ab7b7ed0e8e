import { createHash } from 'node:crypto';
import type { ConnectorState, ConnectorStore } from '../kaizala/types.ts';
import type { Database } from './database.ts';
import { placeOf } from './secret-box.ts';

/**
 * Keeps a connector's state in the database. What was kept under another configured refresh token is
 * ignored, so that an operator who sets a new token is obeyed.
 */
export function connectorStateStore(
  database: Database,
  applicationId: string,
  configuredRefreshToken: string,
): ConnectorStore {
  const tokenHash = createHash('sha256').update(configuredRefreshToken).digest('hex');
  const key = [applicationId, tokenHash];
  const place = placeOf('kaizala_connectors.refresh_token', applicationId);
  const stateOf = ({ refresh_token, endpoint_url }: ConnectorRow): ConnectorState => ({
    ...(refresh_token && { refreshToken: database.secrets.open(refresh_token, place) }),
    ...(endpoint_url && { endpointUrl: endpoint_url }),
  });
  return {
    load: async () => {
      const [row] = await database.query<ConnectorRow>(
        `SELECT refresh_token, endpoint_url FROM bridge.kaizala_connectors
         WHERE application_id = $1 AND configured_token_sha256 = $2`,
        key,
      );
      return row ? stateOf(row) : {};
    },
    update: (change) =>
      database.transaction(async (tx) => {
        const [row] = await tx.query<ConnectorRow>(
          `INSERT INTO bridge.kaizala_connectors AS kept (application_id, configured_token_sha256)
           VALUES ($1, $2)
           ON CONFLICT (application_id) DO UPDATE SET
             configured_token_sha256 = excluded.configured_token_sha256,
             refresh_token = CASE WHEN kept.configured_token_sha256 = $2 THEN kept.refresh_token END,
             endpoint_url = CASE WHEN kept.configured_token_sha256 = $2 THEN kept.endpoint_url END
           RETURNING refresh_token, endpoint_url`,
          key,
        );
        const state = change(row ? stateOf(row) : {});
        await tx.query(
          `UPDATE bridge.kaizala_connectors SET refresh_token = $2, endpoint_url = $3
           WHERE application_id = $1`,
          [
            applicationId,
            state.refreshToken === undefined ? null : database.secrets.seal(state.refreshToken, place),
            state.endpointUrl ?? null,
          ],
        );
        return state;
      }),
  };
}

interface ConnectorRow {
  refresh_token: string | null;
  endpoint_url: string | null;
}
