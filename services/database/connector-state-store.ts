import { createHash } from 'node:crypto';
import type { ConnectorState, ConnectorStore } from '../kaizala/types.ts';
import type { Database } from './database.ts';

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
  return {
    load: async (): Promise<ConnectorState> => {
      const [row] = await database.query<{ refresh_token: string | null; endpoint_url: string | null }>(
        `SELECT refresh_token, endpoint_url FROM bridge.kaizala_connectors
         WHERE application_id = $1 AND configured_token_sha256 = $2`,
        [applicationId, tokenHash],
      );
      return {
        ...(row?.refresh_token && { refreshToken: row.refresh_token }),
        ...(row?.endpoint_url && { endpointUrl: row.endpoint_url }),
      };
    },
    save: async ({ refreshToken, endpointUrl }) => {
      await database.query(
        `INSERT INTO bridge.kaizala_connectors
           (application_id, configured_token_sha256, refresh_token, endpoint_url)
         VALUES ($1, $2, $3, $4)
         ON CONFLICT (application_id) DO UPDATE SET
           configured_token_sha256 = excluded.configured_token_sha256,
           refresh_token = excluded.refresh_token, endpoint_url = excluded.endpoint_url`,
        [applicationId, tokenHash, refreshToken ?? null, endpointUrl ?? null],
      );
    },
  };
}
