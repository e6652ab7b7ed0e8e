import { newId } from '../new-id.ts';
import type { Team } from '../workspace/team.ts';
import type { Workspace } from '../workspace/workspace.ts';

interface EnvelopeOptions {
  readonly isExtShared?: boolean;
  /** Whose workspace the conversation is seen in; the one that has the app if absent. */
  readonly contextTeam?: Team | undefined;
}

/** An event as the Events API sends it. */
export function eventEnvelope(
  { team, bot }: Workspace,
  event: Readonly<Record<string, unknown>>,
  { isExtShared = false, contextTeam = team }: EnvelopeOptions = {},
) {
  return {
    token: 'verification-token',
    team_id: team.id,
    // An app_mention comes without this pair.
    ...(event.type !== 'app_mention' && { context_team_id: contextTeam.id, context_enterprise_id: null }),
    api_app_id: bot.appId,
    event,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: bot.userId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: isExtShared,
    event_context: `4-${newId('ey')}`,
  };
}
