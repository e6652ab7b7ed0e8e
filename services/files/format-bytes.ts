const UNITS = ['kB', 'MB', 'GB', 'TB'] as const;

/** A size as people read it, in steps of 1,000: `1 byte`, `12 bytes`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let value = bytes / 1_000;
  let step = 0;
  // What would be rounded up to 1,000 is one of the next unit.
  while (value >= 999.5 && step < UNITS.length - 1) {
    value /= 1_000;
    step++;
  }
  return `${value.toFixed(value >= 99.95 ? 0 : 1).replace(/\.0$/, '')} ${UNITS[step]}`;
}
