/** What Graph does wrong instead of taking a call. */
export type GraphFault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number }
  /** Takes the call, and never answers. */
  | { readonly kind: 'stall' }
  /** Sends the bot elsewhere: by a 302, or for a file's description by its download url. */
  | { readonly kind: 'redirect'; readonly to: string }
  /** Answers as it should, and closes the connection after so many bytes of the body. */
  | { readonly kind: 'cut'; readonly afterBytes: number };

/** The calls that are counted, and can be made to fail. `token` is that for a token to Graph. */
export type GraphCall = 'token' | 'message' | 'hostedContent' | 'share' | 'members';
