let last = 0;

/** The name of a new message in its conversation: its time in seconds, later than every one before. */
export function newTs(): string {
  last = Math.max(last + 1, Date.now() * 1000);
  const digits = String(last);
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
