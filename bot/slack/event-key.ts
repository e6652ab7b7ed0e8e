import { createHash, randomUUID } from 'node:crypto';
import type { SlackEventEnvelope } from './slack-envelope.ts';

/**
 * A UUID that is the same however often the event is delivered: Slack repeats what was not answered in time, for
 * up to a day. An event that names itself by nothing can't be told from its own repetition.
 */
export function eventKey({ team_id: team = '', event_id: id, event }: SlackEventEnvelope): string {
  const { channel = '', type } = event;
  const ts = event.ts ?? event.event_ts;
  if (id !== undefined) return uuidOf(`${team}|${id}`);
  return ts === undefined ? randomUUID() : uuidOf(`${team}:${channel}:${ts}:${type}`);
}

/** Version 8 of RFC 9562, whose bits are ours. */
function uuidOf(name: string): string {
  const bytes = createHash('sha256').update(name).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
