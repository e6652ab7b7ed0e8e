import type { Link, LinkMode } from '../../services/links/link.ts';
import type { Verdict } from '../../services/verdict.ts';
import type { Place } from '../places/place.ts';

const HERE: Record<Place, string> = {
  personal: 'This chat',
  groupChat: 'This group chat',
  channel: 'This channel',
};

/** What has to be granted for the bot to see messages that don't mention it, and how. */
const SIGHT: Record<Exclude<Place, 'personal'>, { permission: string; remedy: string }> = {
  channel: {
    permission: 'ChannelMessage.Read.Group',
    remedy: 'An owner of the team can grant it by adding the app to the team again.',
  },
  groupChat: {
    permission: 'ChatMessage.Read.Chat',
    remedy: 'A member of the chat can grant it by adding the app to the chat again.',
  },
};

/** What the bot says about links. Group names in it are from outside: send it as plain text. */
export const linkWords = {
  /** One line on how a conversation is linked. */
  state: (link: Link | undefined, place: Place): string => linkState(link, HERE[place]),

  /** What happens from now on to files that are shared. */
  consequence: (mode: LinkMode, place: Place): string => {
    if (place === 'personal') {
      return mode === 'auto'
        ? 'Files that you share go there without a question, with the text of their message as caption.'
        : 'Files that you share go there once you have answered their card, which asks for a caption.';
    }
    return mode === 'auto'
      ? 'Files that anybody shares here go there without a question, with the text of their message as caption; a small reply says what became of them.'
      : 'When somebody shares files here, a card in reply asks that person for a caption before they go there.';
  },

  /** Whether people have to mention the bot. */
  sight: (sees: Verdict, place: Place): string => {
    if (place === 'personal') return '';
    const { permission, remedy } = SIGHT[place];
    if (sees === 'yes') return 'I see every message here, so nobody has to mention me.';
    return sees === 'no'
      ? `I only see messages that mention me, since the permission ${permission} has not been granted. ${remedy}`
      : `I could not find out whether I see messages that don’t mention me, for which I need the permission ${permission}. To be sure, mention me.`;
  },

  howToLink: 'To link it, send /link with the name of a group, such as “/link Field crew North”.',
  unlinked: (place: Place) =>
    `${HERE[place]} is not linked any more. Files that are shared with me go where the person says who shared them.`,
  modeNeedsWord: '/mode takes “ask” or “auto”, such as “/mode auto”, or nothing to see how it is.',
  otherGroups: (listed: number, all: number) =>
    `Only ${listed} of ${all} groups are listed. For another one, send /link with its name.`,
  notOwner:
    'Only owners of this team and administrators of this bot may change how its channels are linked. Ask one of them to do it.',
  unknownOwner:
    'I could not find out who owns this team, so I changed nothing. An administrator can give me the permission TeamMember.Read.Group, which takes effect when the app is added to the team again, or put you into ADMIN_IDS.',
  cancelled: 'Nothing was changed.',
  goneGroup:
    'That group is not among those of the Kaizala connector any more, or Kaizala does not answer. Nothing was changed; try again in a while.',
} as const;

/** What is said about links, in whichever channel. */
export type LinkWords = {
  readonly [Name in keyof typeof linkWords]: (typeof linkWords)[Name] extends string
    ? string
    : (typeof linkWords)[Name];
};

/** How a conversation is linked, by the name that its channel has for it. */
export function linkState(link: Link | undefined, here: string): string {
  if (!link) return `${here} is not linked to a Kaizala group.`;
  const by = link.origin === 'file' ? ', by the bot’s configuration' : '';
  if (link.problem !== undefined) {
    return `${here} is linked to ${link.writtenName} (${link.mode})${by}, but nothing can be forwarded. ${link.problem}`;
  }
  return `${here} is linked to ${link.group.name} (${link.mode})${by}.`;
}
