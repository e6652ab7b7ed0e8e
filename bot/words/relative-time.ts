const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

const RELATIVE = new Intl.RelativeTimeFormat('en');
const LENGTH = Object.fromEntries(
  UNITS.map(([unit]) => [unit, new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' })]),
);

/** A time as seen from now, such as `2 minutes ago`, `in 40 seconds` or `now`. */
export function relativeTime(time: Date, now: Date): string {
  const ms = time.getTime() - now.getTime();
  const { count, unit } = rounded(ms);
  if (count === 0) return 'now';
  return RELATIVE.format(ms < 0 ? -count : count, unit);
}

/** A length of time in milliseconds, such as `2 minutes`. */
export function timeInWords(ms: number): string {
  const { count, unit } = rounded(ms);
  return LENGTH[unit]?.format(count) ?? '';
}

/** In the largest unit of which there is at least one, and whole ones only. */
function rounded(ms: number): { count: number; unit: (typeof UNITS)[number][0] } {
  const length = Math.abs(ms);
  const [unit, size] = UNITS.find(([, each]) => length >= each) ?? (['second', 1_000] as const);
  return { count: Math.floor(length / size), unit };
}
