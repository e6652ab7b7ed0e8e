import { SlackError } from '../../services/slack/slack-error.ts';
import { ChatAnswerError } from '../connector/chat-answer-error.ts';

/** The bot may not, or can't, say anything there. */
const CLOSED: ReadonlySet<string> = new Set([
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'account_inactive',
  'user_not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'team_access_not_granted',
  'ekm_access_denied',
  'messages_tab_disabled',
  'cannot_dm_bot',
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'missing_scope',
]);

/** The message is not there, or not one that can be changed. */
const GONE: ReadonlySet<string> = new Set([
  'message_not_found',
  'cant_update_message',
  'cant_delete_message',
  'edit_window_closed',
  'thread_not_found',
]);

/**
 * What Slack said, as the Bot Framework's connector would have said it, so that calls to both are repeated and
 * given up alike. Anything that is no word of Slack stays as it is.
 */
export function chatError(error: unknown): unknown {
  if (!(error instanceof SlackError)) return error;
  const { slackCode = '', recovery } = error;
  return new ChatAnswerError(
    statusOf(error),
    slackCode,
    recovery.action === 'retry' ? recovery.afterMs : undefined,
    { cause: error },
  );
}

function statusOf({ slackCode = '', recovery }: SlackError): number {
  if (recovery.action === 'retry') return recovery.throttled ? 429 : 503;
  if (CLOSED.has(slackCode)) return 403;
  return GONE.has(slackCode) ? 404 : 400;
}
