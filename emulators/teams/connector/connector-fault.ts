/** What the connector does wrong instead of taking a call. */
export type ConnectorFault =
  /** Answers with this status, such as 403 once the person has blocked the bot. */
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  /** Takes the call, and never answers. */
  | { readonly kind: 'stall' };

/** The calls that can be made to fail. `team` is a look at a team, `roster` at the people in a conversation. */
export type FaultyCall = 'send' | 'update' | 'attachment' | 'team' | 'roster';
