/** How a call of the Web API fails. */
export type ApiFault =
  /** `ok: false`, with this word. */
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number }
  /** This HTTP status, and nothing done. */
  | { readonly kind: 'status'; readonly status: number }
  /** A page instead of JSON, with status 200. */
  | { readonly kind: 'html' }
  /** Never answered, and nothing done. */
  | { readonly kind: 'hang' }
  /** Done, but the connection is cut before the answer. */
  | { readonly kind: 'lostAnswer' }
  /** Done after so long. */
  | { readonly kind: 'slow'; readonly ms: number };
