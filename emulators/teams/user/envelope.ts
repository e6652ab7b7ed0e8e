import type { Activity } from '../activity.ts';
import type { Member } from '../connector/roster-answer.ts';
import { newActivityId } from '../new-activity-id.ts';
import type { BotAccount, Tenant } from '../tenant.ts';

/** Fields to put in place of those that Teams would send; `undefined` takes a field away. */
export type Overrides = Readonly<Record<string, unknown>>;

interface EnvelopeParts {
  readonly tenant: Tenant;
  readonly from: Member;
  readonly bot: BotAccount;
  /** What depends on the kind of conversation, and the message itself; replaces what it names. */
  readonly fields: Overrides & { readonly type: string };
}

/** What every activity of Teams has around it. */
export function inEnvelope({ tenant, from, bot, fields }: EnvelopeParts): Activity {
  const now = new Date().toISOString();
  const { id, name, aadObjectId } = from;
  return {
    id: newActivityId(),
    timestamp: now,
    localTimestamp: now,
    localTimezone: 'Etc/UTC',
    locale: 'en-US',
    channelId: 'msteams',
    serviceUrl: tenant.serviceUrl,
    from: { id, name, aadObjectId },
    recipient: bot,
    entities: [CLIENT_INFO],
    channelData: { tenant: { id: tenant.tenantId } },
    ...fields,
  };
}

export const CLIENT_INFO = {
  type: 'clientInfo',
  locale: 'en-US',
  country: 'US',
  platform: 'Web',
  timezone: 'Etc/UTC',
};
