import type { Channel } from '../workspace/channel.ts';
import type { SlackMessage } from '../workspace/message.ts';

interface Place {
  readonly channel: Channel;
  readonly message: Pick<SlackMessage, 'ts'>;
}

/** The message as it stands now. Throws if it is gone. */
export function standing({ channel, message: { ts } }: Place): SlackMessage {
  const message = channel.find(ts);
  if (message === undefined) throw new Error(`There is no message ${ts}:\n${channel.transcript}`);
  return message;
}
