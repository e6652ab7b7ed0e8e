import type { Verdict } from '../../services/verdict.ts';
import type { Place } from '../places/place.ts';
import { capital } from '../words/capital.ts';
import type { SlackVoice } from '../words/slack-voice.ts';
import { type LinkWords, linkState, linkWords } from './link-words.ts';

const HERE: Record<Place, string> = {
  personal: 'This direct message',
  groupChat: 'This group message',
  channel: 'This channel',
};

const ADD = 'An administrator of this bot can be named in ADMIN_IDS with their Slack id.';

/** What the bot says about links in Slack: of channels and workspaces, where Teams has teams and permissions. */
export function slackLinkWords({ name, quoted, send, hasSlash }: SlackVoice): LinkWords {
  return {
    ...linkWords,
    state: (link, place) => linkState(link, HERE[place]),
    consequence: (mode, place) => {
      if (mode === 'auto') return linkWords.consequence(mode, place);
      return place === 'personal'
        ? 'Files that you share go there once you have answered my question about them, which asks for a caption.'
        : 'When somebody shares files here, I ask that person for a caption in the thread before they go there.';
    },
    sight,
    howToLink: `To link it, ${send('link')} with the name of a group, such as ${quoted('link Field crew North')}.`,
    unlinked: (place) =>
      `${HERE[place]} is not linked any more. Files that are shared with me go where the person says who shared them.`,
    modeNeedsWord: `${capital(name('mode'))} takes “ask” or “auto”, such as ${quoted('mode auto')}, or nothing to see how it is.`,
    otherGroups: (listed, all) =>
      `Only ${listed} of ${all} groups are listed. For another one, ${send('link')} with its name.`,
    notOwner:
      'Only administrators of this workspace, whoever created this channel, and administrators of this bot may change how it is linked. Ask one of them to do it.',
    unknownOwner: hasSlash
      ? `I could not find out whether you are an administrator of this workspace or created this channel, so I changed nothing. Try again in a while. If it stays, the app may lack the permissions users:read and channels:read (groups:read for private channels): it has to be installed again with them. ${ADD}`
      : `I can’t find out who administers this workspace or created this channel, so I changed nothing: the bot has no token of its own for Slack. ${ADD}`,
  };
}

/** Slack sends the bot every message of the conversations that it is in, and none of others. */
function sight(sees: Verdict, place: Place): string {
  if (sees === 'yes') return linkWords.sight(sees, place);
  if (place === 'personal') return '';
  return sees === 'no'
    ? 'I see nothing that is shared here, as I have not been added to it. Add me with /invite.'
    : 'Where I have been added, I see every message, so nobody has to mention me. If I have not been yet, add me with /invite.';
}
