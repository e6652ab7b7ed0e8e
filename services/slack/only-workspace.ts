import type { SlackWorkspace, SlackWorkspaces } from './slack-workspace.ts';

/** Knows the one workspace whose token the configuration has. */
interface OwnWorkspace {
  /** @throws SlackError if it can't be told at the moment */
  own(): Promise<SlackWorkspace | undefined>;
}

/**
 * Whom a request of Slack is for, where there is one token and no other can come: what it is signed with, or the
 * socket that it came by, proves that it is for this app, which is installed there alone. In a channel of two
 * organisations it may name the other one's workspace. Not for what Azure brings, nor for choosing a token.
 */
export class OnlyWorkspace implements SlackWorkspaces {
  readonly #known: SlackWorkspaces;
  readonly #configured: OwnWorkspace;

  constructor(known: SlackWorkspaces, configured: OwnWorkspace) {
    this.#known = known;
    this.#configured = configured;
  }

  /** @param teamIds one of these if the app is known to be there; else whatever they are */
  async find(teamIds: readonly string[]): Promise<SlackWorkspace | undefined> {
    return (await this.#known.find(teamIds)) ?? this.#configured.own();
  }
}
