import type { Recovery } from '../errors.ts';
import { GraphError } from './graph-error.ts';
import { INSTEAD } from './instead.ts';
import { passingTrouble, type Refusal } from './passing-trouble.ts';

/** What was asked for, as far as it changes what a refusal means. */
export type GraphSubject = 'share' | 'channelMessage' | 'chatMessage' | 'members';

const GIVE_UP: Recovery = { action: 'giveUp' };
const MENDABLE = { canBeMended: true };

const READS_FILES = /^(Files\.Read(Write)?\.All|Sites\.(Read(Write)?|Manage|FullControl)\.All)$/;
const READS_MESSAGES = {
  channelMessage: /^ChannelMessage\.Read(Write)?\.All$/,
  chatMessage: /^Chat\.Read(Write)?\.All$/,
};

/**
 * What an answer of Graph that is no success means. The one place that knows what its statuses mean.
 * @param roles what the token allows in the whole tenant; undefined if that can't be told
 */
export function mapGraphError(
  answer: Refusal,
  subject: GraphSubject,
  roles: readonly string[] | undefined,
): GraphError {
  const passing = passingTrouble(answer, 'Microsoft Graph');
  if (passing) return GraphError.passing(passing);
  const { status } = answer;
  if (status === 401) {
    return new GraphError(
      'graph.token',
      `Microsoft Graph refuses the bot’s token, even a fresh one. Ask an administrator to check GRAPH_ROOT and GRAPH_LOGIN_ROOT, or ${INSTEAD}.`,
      GIVE_UP,
      MENDABLE,
    );
  }
  if (status === 403) return forbidden(subject, roles);
  if (status === 404 || status === 410) return missing(subject);
  return new GraphError(
    'graph.answered',
    `Microsoft Graph did not accept the request (${status}). Share it again, or ${INSTEAD}.`,
    GIVE_UP,
  );
}

function missing(subject: GraphSubject): GraphError {
  const what = subject === 'share' ? 'The file' : 'The message';
  return new GraphError(
    'graph.missing',
    `${what} is not there any more. Share it again, or ${INSTEAD}.`,
    GIVE_UP,
  );
}

function forbidden(subject: GraphSubject, roles: readonly string[] | undefined): GraphError {
  switch (subject) {
    case 'share':
      return forbiddenFile(roles);
    case 'channelMessage':
    case 'chatMessage':
      return forbiddenMessage(subject, roles);
    case 'members':
      return new GraphError(
        'graph.consent.members',
        'The bot may not see who owns this team. An owner can install the app in the team again, which grants it TeamMember.Read.Group.',
        GIVE_UP,
        MENDABLE,
      );
    default:
      return subject satisfies never;
  }
}

function forbiddenFile(roles: readonly string[] | undefined): GraphError {
  const grant =
    'An administrator has to grant the app the application permission Files.Read.All of Microsoft Graph';
  if (roles === undefined) {
    return new GraphError(
      'graph.forbidden',
      `The file is not there any more, or the bot may not read it. ${grant}, if that has not been done; until then, ${INSTEAD}.`,
      GIVE_UP,
      MENDABLE,
    );
  }
  if (roles.some((role) => READS_FILES.test(role))) {
    return new GraphError(
      'graph.missing',
      `The file is not there any more, or its site does not let the bot read it. Share it again, or ${INSTEAD}.`,
      GIVE_UP,
    );
  }
  if (roles.includes('Sites.Selected')) {
    return new GraphError(
      'graph.consent.files',
      `The bot reads files only of sites that an administrator has allowed (Sites.Selected). Ask for this one to be allowed; until then, ${INSTEAD}.`,
      GIVE_UP,
      MENDABLE,
    );
  }
  return new GraphError(
    'graph.consent.files',
    `The bot may not read files of chats and channels. ${grant}; until then, ${INSTEAD}.`,
    GIVE_UP,
    MENDABLE,
  );
}

function forbiddenMessage(
  subject: 'channelMessage' | 'chatMessage',
  roles: readonly string[] | undefined,
): GraphError {
  if (roles?.some((role) => READS_MESSAGES[subject].test(role))) return missing(subject);
  const grant =
    subject === 'channelMessage'
      ? 'An owner can install the app in this team again, which grants it ChannelMessage.Read.Group, or an administrator can grant it ChannelMessage.Read.All'
      : 'Somebody in this chat can add the app to it again, which grants it ChatMessage.Read.Chat, or an administrator can grant it Chat.Read.All';
  return new GraphError(
    'graph.consent.messages',
    `The bot may not read messages here. ${grant}; until then, ${INSTEAD}.`,
    GIVE_UP,
    MENDABLE,
  );
}
