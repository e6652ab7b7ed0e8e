const UNITS = ['bytes', 'kB', 'MB', 'GB'] as const;

/** A size as people read it, in steps of 1,024: `12 bytes`, `3.4 MB`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), UNITS.length - 1);
  const value = bytes / 1024 ** step;
  const digits = step === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, '')} ${UNITS[step]}`;
}
