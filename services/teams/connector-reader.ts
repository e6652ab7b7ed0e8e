import type { z } from 'zod';
import { abortable } from '../abortable.ts';
import type { BotTokens } from '../bot-tokens.ts';
import type { EgressPolicy } from '../files/egress/egress-policy.ts';
import { isSecureUrl } from '../is-secure-url.ts';
import { parseJson } from '../parse-json.ts';
import { plainCause } from '../plain-cause.ts';
import { ConnectorError } from './connector-error.ts';
import { httpText } from './http-text.ts';
import { attachmentInfo, rosterMember, teamDetails } from './parse/connector.ts';

export type AttachmentInfo = z.infer<typeof attachmentInfo>;
export type RosterMember = z.infer<typeof rosterMember>;

/**
 * Asks the Bot Framework's connector, at the service url of an activity that was authenticated. The bot's token
 * goes to that origin alone.
 */
export class ConnectorReader {
  readonly #egress: EgressPolicy;
  readonly #botTokens: BotTokens;
  readonly #groupIds = new Map<string, string>();

  constructor(egress: EgressPolicy, botTokens: BotTokens) {
    this.#egress = egress;
    this.#botTokens = botTokens;
  }

  /** What Graph calls the team; asked once, since it never changes. @throws BridgeError */
  async groupId(serviceUrl: string, teamId: string, signal: AbortSignal): Promise<string> {
    const known = this.#groupIds.get(teamId);
    if (known !== undefined) return known;
    const path = `/v3/teams/${encodeURIComponent(teamId)}`;
    const { aadGroupId } = await this.#get(serviceUrl, path, teamDetails, signal);
    this.#groupIds.set(teamId, aadGroupId);
    return aadGroupId;
  }

  /** @throws BridgeError */
  attachment(serviceUrl: string, id: string, signal: AbortSignal): Promise<AttachmentInfo> {
    return this.#get(serviceUrl, `/v3/attachments/${encodeURIComponent(id)}`, attachmentInfo, signal);
  }

  /** @throws BridgeError */
  member(
    serviceUrl: string,
    { conversationId, userId }: { readonly conversationId: string; readonly userId: string },
    signal: AbortSignal,
  ): Promise<RosterMember> {
    const path = `/v3/conversations/${encodeURIComponent(conversationId)}/members/${encodeURIComponent(userId)}`;
    return this.#get(serviceUrl, path, rosterMember, signal);
  }

  async #get<T>(serviceUrl: string, path: string, schema: z.ZodType<T>, signal: AbortSignal): Promise<T> {
    const url = new URL(serviceUrl.replace(/\/+$/, '') + path);
    const { lookup } = this.#egress.check(url, 'connectorAttachment', { url, isConfigured: false });
    const token = isSecureUrl(url.href) ? await abortable(this.#botTokens.token(), signal) : undefined;
    const headers = token ? { authorization: `Bearer ${token}` } : {};
    const answer = await httpText(url, { headers, signal, lookup }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      throw ConnectorError.unreachable(plainCause(error, token ? [token] : []));
    });
    if (answer.status !== 200) throw ConnectorError.answered(answer);
    const parsed = schema.safeParse(parseJson(answer.text));
    if (!parsed.success) throw ConnectorError.senseless();
    return parsed.data;
  }
}
