/** How the file host answers a request for a file. */
export type FileBehaviour =
  | { readonly kind: 'ok' }
  | { readonly kind: 'slow'; readonly bytesPerSecond: number }
  /** This status instead of the file, for the first `times` requests or, as wherever `times` is absent, for all. */
  | { readonly kind: 'status'; readonly status: number; readonly times?: number }
  /** A page that asks to sign in, with status 200, as SharePoint gives for a sharing link, and Slack for what isn't ready. */
  | { readonly kind: 'signInPage'; readonly times?: number }
  /** Closes the connection after so many bytes, with the whole size declared. */
  | { readonly kind: 'cut'; readonly afterBytes: number; readonly times?: number }
  /** Sends nothing more after so many bytes, and keeps the connection open. */
  | { readonly kind: 'stall'; readonly afterBytes: number; readonly times?: number }
  /** Declares fewer bytes than it sends. */
  | { readonly kind: 'longerThanDeclared'; readonly declared: number }
  /** Declares no size. */
  | { readonly kind: 'chunked' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** The link works for so long from the moment the file is served, then answers 403. */
  | { readonly kind: 'expires'; readonly afterMs: number };
