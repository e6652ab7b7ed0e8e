const WIDTH = 30;

/** A bar of fixed width with its percentage. */
export function progressBar(percent: number): string {
  const done = Math.round((Math.min(100, Math.max(0, percent)) / 100) * WIDTH);
  return `${'█'.repeat(done)}${'░'.repeat(WIDTH - done)} ${String(percent).padStart(3)} %`;
}
