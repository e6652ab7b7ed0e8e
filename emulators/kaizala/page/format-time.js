const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const SHORT_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const LONG_DAY = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});

export function formatClock(date) {
  return CLOCK.format(date);
}

/** The heading of a day's posts: `Today`, `Yesterday`, or the date in full. */
export function formatDay(date) {
  return nearDay(date) ?? LONG_DAY.format(date);
}

/** As short as a list allows: the time of day for today, else the day. */
export function formatRecent(date) {
  const day = nearDay(date);
  if (day === 'Today') return formatClock(date);
  return day ?? SHORT_DAY.format(date);
}

function nearDay(date) {
  const yesterday = new Date();
  yesterday.setDate(yesterday.getDate() - 1);
  if (date.toDateString() === new Date().toDateString()) return 'Today';
  return date.toDateString() === yesterday.toDateString() ? 'Yesterday' : undefined;
}
