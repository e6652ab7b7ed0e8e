import { abortable } from '../abortable.ts';
import type { Verdict } from '../verdict.ts';
import { KeptBriefly } from './kept-briefly.ts';
import { channelAnswer, openAnswer, userAnswer } from './parse/people.ts';
import type { SlackApi } from './slack-api.ts';
import { SlackError } from './slack-error.ts';
import type { SlackWorkspaces } from './slack-workspace.ts';

export interface SlackUser {
  readonly id: string;
  /** The workspace of the person: in shared channels, perhaps not ours. */
  readonly teamId?: string;
  /** The organisation that this workspace belongs to, if it does: `E…`. */
  readonly enterpriseId?: string;
  /** As people see it; not unique. */
  readonly name: string;
  /** Of the workspace: an administrator or an owner. */
  readonly isAdmin: boolean;
}

export interface SlackChannel {
  readonly id: string;
  readonly name?: string;
  /** Who made it. Direct messages have nobody. */
  readonly creator?: string;
  /** Whether the bot is in it. */
  readonly isMember: boolean;
  /** Whether it is a group direct message. */
  readonly isGroupChat: boolean;
}

/** For how long an answer counts, in milliseconds: rights change seldom, but must not outlive their end for long. */
const KEPT_MS = 30_000;

/** Asks Slack who people are, and what channels are. Tokens that Azure passes along are not for that. */
export class SlackPeople {
  readonly #api: SlackApi;
  readonly #workspaces: SlackWorkspaces;
  readonly #users = new KeptBriefly<SlackUser>(KEPT_MS);
  readonly #channels = new KeptBriefly<SlackChannel>(KEPT_MS);
  readonly #directMessages = new KeptBriefly<string>(KEPT_MS);

  constructor(api: SlackApi, workspaces: SlackWorkspaces) {
    this.#api = api;
    this.#workspaces = workspaces;
  }

  /** @throws SlackError, with users.info's code such as `user_not_found` */
  user(
    { teamId, userId }: { readonly teamId: string; readonly userId: string },
    signal: AbortSignal,
  ): Promise<SlackUser> {
    const asked = this.#users.get(`${teamId}:${userId}`, async () => {
      const token = await this.#token(teamId);
      const answer = await this.#api.call(token, (client) => client.users.info({ user: userId }));
      const parsed = userAnswer.safeParse(answer);
      if (!parsed.success) throw SlackError.senseless();
      const { id, team_id, enterprise_user, name, real_name, profile, is_admin, is_owner, is_primary_owner } =
        parsed.data.user;
      return {
        id,
        ...(team_id && { teamId: team_id }),
        ...(enterprise_user?.enterprise_id && { enterpriseId: enterprise_user.enterprise_id }),
        name: profile?.display_name ?? real_name ?? name ?? id,
        isAdmin: Boolean(is_admin || is_owner || is_primary_owner),
      };
    });
    return abortable(asked, signal);
  }

  /** @throws SlackError, with conversations.info's code such as `channel_not_found` */
  channel(
    { teamId, channelId }: { readonly teamId: string; readonly channelId: string },
    signal: AbortSignal,
  ): Promise<SlackChannel> {
    const asked = this.#channels.get(`${teamId}:${channelId}`, async () => {
      const token = await this.#token(teamId);
      const answer = await this.#api.call(token, (client) =>
        client.conversations.info({ channel: channelId }),
      );
      const parsed = channelAnswer.safeParse(answer);
      if (!parsed.success) throw SlackError.senseless();
      const { id, name, creator, is_member, is_mpim } = parsed.data.channel;
      return {
        id,
        ...(name && { name }),
        ...(creator && { creator }),
        // Of group direct messages the bot is told only where it is in them (inferred).
        isMember: is_member ?? is_mpim === true,
        isGroupChat: is_mpim === true,
      };
    });
    return abortable(asked, signal);
  }

  /**
   * The direct message of the bot with a person: `D…`.
   * @throws SlackError, with conversations.open's code such as `user_disabled`
   */
  directMessage(
    { teamId, userId }: { readonly teamId: string; readonly userId: string },
    signal: AbortSignal,
  ): Promise<string> {
    const asked = this.#directMessages.get(`${teamId}:${userId}`, async () => {
      const token = await this.#token(teamId);
      const answer = await this.#api.call(token, (client) => client.conversations.open({ users: userId }));
      const parsed = openAnswer.safeParse(answer);
      if (!parsed.success) throw SlackError.senseless();
      return parsed.data.channel.id;
    });
    return abortable(asked, signal);
  }

  /**
   * Whether a person may speak for a channel: its creator, or an administrator or owner of the workspace that has
   * the app. Never rejects for what Slack does, but with the signal's reason.
   */
  async isChannelOwner(
    {
      teamId,
      channelId,
      userId,
    }: { readonly teamId: string; readonly channelId: string; readonly userId: string },
    signal: AbortSignal,
  ): Promise<Verdict> {
    const [user, channel] = await Promise.all([
      this.user({ teamId, userId }, signal).catch(unknown(signal)),
      this.channel({ teamId, channelId }, signal).catch(unknown(signal)),
    ]);
    // An administrator of another organisation is none here.
    const isOfOurs = user?.teamId === teamId || user?.enterpriseId === teamId;
    if (channel?.creator === userId || (user?.isAdmin && isOfOurs)) return 'yes';
    return user && channel ? 'no' : 'unknown';
  }

  async #token(teamId: string): Promise<string> {
    const workspace = await this.#workspaces.find([teamId]);
    if (!workspace) throw SlackError.noToken();
    return workspace.botToken;
  }
}

function unknown(signal: AbortSignal): (error: unknown) => undefined {
  return (error) => {
    if (signal.aborted || !(error instanceof SlackError)) throw error;
    return undefined;
  };
}
