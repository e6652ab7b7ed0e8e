import type { DemoChat } from './demo-chat.ts';
import { openSlack } from './slack/open-slack.ts';
import { openTeams } from './teams/open-teams.ts';

/** The chats that the demo can play in. */
export const CHANNELS = ['teams', 'slack'] as const;
export type Channel = (typeof CHANNELS)[number];

/** Starts what stands in for a chat. */
export function openChat(channel: Channel): Promise<DemoChat> {
  return channel === 'slack' ? openSlack() : openTeams();
}
