import type { Activity } from 'botbuilder';
import type { SlackPeople } from '../../../services/slack/slack-people.ts';
import { isSlack } from './is-slack.ts';
import { rawText } from './raw-text.ts';
import { namelessIn, slackText } from './slack-text.ts';

/** How long a message waits for the names of those whom it mentions, in milliseconds. */
const PATIENCE_MS = 1_000;
/** Nobody's caption names more. */
const MOST = 20;

/** Has a message of Slack mention people by their names, as far as Slack tells them in time. */
export async function spellNames(activity: Activity, people: Pick<SlackPeople, 'user'>): Promise<void> {
  const { tenantId: teamId } = activity.conversation;
  const raw = isSlack(activity) ? rawText(activity) : undefined;
  if (!raw || teamId === undefined) return;
  const { text, botUserId } = raw;
  const unknown = namelessIn(text, botUserId).slice(0, MOST);
  if (unknown.length === 0) return;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const found = await Promise.all(
    unknown.map((userId) =>
      people.user({ teamId, userId }, signal).then(
        ({ name }) => [[userId, name] as const],
        () => [],
      ),
    ),
  );
  activity.text = slackText(text, { botUserId, names: new Map(found.flat()) });
}
