import type { BotTokens } from '../bot-tokens.ts';
import type { FileSource, GraphShare, SlackFile } from './file-source.ts';
import type { Reach } from './reach.ts';

export type HostedContent = Extract<FileSource, { kind: 'graphHostedContent' }>;

/** Opens what a url alone does not. */
export interface FileAccess {
  readonly botTokens: BotTokens;
  /** Absent: this bot has no access to Microsoft Graph. */
  readonly graph?: GraphFiles;
  /** Absent: no file of Slack can be reached. */
  readonly slack?: SlackFiles;
}

/** Reaches what Slack keeps. Implemented by services/slack. */
export interface SlackFiles {
  /** @throws BridgeError in words for the person */
  reach(file: SlackFile, signal: AbortSignal): Promise<Reach>;
}

/** Reaches files by Microsoft Graph. Implemented by services/teams. */
export interface GraphFiles {
  /** @throws BridgeError in words for the person */
  reachShare(share: GraphShare, signal: AbortSignal): Promise<Reach>;
  /** @throws BridgeError in words for the person */
  reachHostedContent(content: HostedContent, signal: AbortSignal): Promise<Reach>;
}
