const UNITS = ['bytes', 'KB', 'MB', 'GB'];

/** A size as people read it, in powers of 1,000: `1 byte`, `640 KB`, `1.2 MB`. */
export function formatSize(bytes) {
  if (bytes === 1) return '1 byte';
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}
