import { errorAnswer, type JsonAnswer } from '../http/answer.ts';

/** A team as the connector knows it. */
export interface TeamDetails {
  readonly id: string;
  readonly name: string;
  /** What Graph calls the team. */
  readonly aadGroupId: string;
  readonly channels: readonly { readonly id: string; readonly name: string }[];
  /** The bot has been taken out: it may ask nothing any more. */
  readonly isClosed: boolean;
}

/** The answer to `GET /v3/teams/{id}` and `…/conversations`. */
export function teamAnswer(
  teams: ReadonlyMap<string, TeamDetails>,
  [id = '', collection]: readonly string[],
): JsonAnswer {
  const team = teams.get(id);
  if (team === undefined) return errorAnswer(404, 'NotFound', 'Unknown team.');
  if (team.isClosed) {
    return errorAnswer(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');
  }
  const { name, aadGroupId, channels } = team;
  if (collection === undefined) return { status: 200, body: { id, name, aadGroupId } };
  if (collection !== 'conversations') return errorAnswer(404, 'NotFound', 'No such resource.');
  // The General channel has the team's id, and no name.
  const conversations = channels.map((channel) =>
    channel.id === id ? { id } : { id: channel.id, name: channel.name },
  );
  return { status: 200, body: { conversations } };
}
