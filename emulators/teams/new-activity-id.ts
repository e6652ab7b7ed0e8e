let last = 0;

/** A fresh activity id as Teams makes them: milliseconds since 1970, here never twice the same. */
export function newActivityId(): string {
  last = Math.max(last + 1, Date.now());
  return String(last);
}
