import { randomUUID } from 'node:crypto';
import { UnsecuredJWT } from 'jose';

/** How long a token to Graph lasts, as Entra ID says it. */
export const GRAPH_TOKEN_SECONDS = 3599;

/** The tokens to Graph that are out. */
export class GraphTokens {
  readonly #tenantId: string;
  readonly #roles = new Map<string, ReadonlySet<string>>();

  constructor(tenantId: string) {
    this.#tenantId = tenantId;
  }

  /** A new token, which keeps these roles for its whole life. Nobody but Graph may check it, so it is unsigned. */
  issue(appId: string, roles: Iterable<string>): string {
    const granted = new Set(roles);
    const token = new UnsecuredJWT({ roles: [...granted], tid: this.#tenantId, appid: appId })
      .setIssuer(`https://sts.windows.net/${this.#tenantId}/`)
      .setAudience('https://graph.microsoft.com')
      .setIssuedAt()
      .setExpirationTime(`${GRAPH_TOKEN_SECONDS}s`)
      .setJti(randomUUID())
      .encode();
    this.#roles.set(token, granted);
    return token;
  }

  /** The roles of the token in an `Authorization` header; undefined if it holds none that is good. */
  rolesOf(authorization: string | undefined): ReadonlySet<string> | undefined {
    const [, token = ''] = /^Bearer (.+)$/i.exec(authorization ?? '') ?? [];
    return this.#roles.get(token);
  }

  /** Makes every token that is out worthless. */
  expire(): void {
    this.#roles.clear();
  }
}
