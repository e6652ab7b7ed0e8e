import { z } from 'zod';
import { activityId } from './azure-ids.ts';
import { type AzureActivity, type AzureSide, around } from './event-activity.ts';

const press = z.looseObject({
  user: z.looseObject({ id: z.string() }),
  channel: z.looseObject({ id: z.string() }),
  container: z.looseObject({ message_ts: z.string(), thread_ts: z.string().optional() }),
  actions: z.tuple([z.looseObject({ value: z.string().optional() })], z.unknown()),
});

/** Where Azure puts what was pressed, of which its own documents name each. */
export const PRESS_SHAPES = ['Payload', 'payload', 'SlackMessage'] as const;
export type PressShape = (typeof PRESS_SHAPES)[number];

/** The activity that Azure makes of a press: a message, whose text is the value of the button (inferred). */
export function pressActivity(
  payload: Readonly<Record<string, unknown>>,
  shape: PressShape,
  side: AzureSide,
): AzureActivity {
  const { user, channel, container, actions } = press.parse(payload);
  return {
    ...around(side, {
      channel: channel.id,
      threadTs: container.thread_ts,
      isGroup: !channel.id.startsWith('D'),
      user: user.id,
    }),
    type: 'message',
    // Of the message that was pressed, so that two presses look the same. Inferred.
    id: activityId(container.message_ts),
    text: actions[0].value ?? '',
    channelData: { [shape]: payload, ApiToken: side.apiToken },
  };
}
