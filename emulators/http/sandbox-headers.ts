/** For what a stand-in sends that is for programs: a browser that strays there runs, loads and guesses nothing. */
export const SANDBOX_HEADERS = new Headers([
  [
    'content-security-policy',
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  ],
  ['cross-origin-resource-policy', 'same-origin'],
  ['referrer-policy', 'no-referrer'],
  ['x-content-type-options', 'nosniff'],
]);
