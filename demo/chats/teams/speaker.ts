import type { Activity } from '../../../emulators/teams/activity.ts';
import type { Conversation } from '../../../emulators/teams/connector/conversation.ts';
import type { GroupMember } from '../../../emulators/teams/groups/group-member.ts';
import type { SharedFile } from '../../../emulators/teams/user/file-attachments.ts';
import type { BotAnswer } from '../../../emulators/teams/user/post-to-bot.ts';

/** Somebody who talks with the bot, in whatever kind of conversation. */
export interface Speaker {
  /** Where the bot answers; for a channel all of its threads. */
  readonly conversation: Conversation;
  shares(files: readonly SharedFile[], text: string): Promise<BotAnswer>;
  submits(card: Activity, button: string, inputs: Readonly<Record<string, string>>): Promise<BotAnswer>;
}

/** Somebody in a channel or a group chat, who mentions the bot, or writes without a word to it. */
export function speakerOf(member: GroupMember, conversation: Conversation, mention: 'bot' | 'none'): Speaker {
  return {
    conversation,
    async shares(files, text) {
      const { answer } = await member.shares(files, text, mention === 'none' ? { mention } : {});
      if (answer === undefined) throw new Error('The message did not reach the bot.');
      return answer;
    },
    submits: (card, button, inputs) => member.submits(card, button, inputs),
  };
}
