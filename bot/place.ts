import type { Activity } from 'botbuilder';

/** What kind of conversation Teams has brought something from. */
export type Place = 'personal' | 'groupChat' | 'channel';

/** A conversation of no known type is taken for a personal one, as Teams' own SDK does. */
export function placeOf({ conversation }: Activity): Place {
  const { conversationType } = conversation;
  return conversationType === 'channel' || conversationType === 'groupChat' ? conversationType : 'personal';
}
