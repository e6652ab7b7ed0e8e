import type { FuzzResult } from './run-fuzz.ts';

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(0)} MB`;

/** What a fuzz came to, for a terminal. */
export function renderFuzz({
  kinds,
  struck,
  rssAfterWarmUp,
  rssAtEnd,
  crashes,
  problems,
}: FuzzResult): string {
  const rows = kinds.map(({ name, inputs, labels, slowestMs }) => {
    const counts = [...labels].sort(([, a], [, b]) => b - a).map(([label, count]) => `${label} ${count}`);
    return `${name.padEnd(20)} ${String(inputs).padStart(6)}   slowest ${slowestMs.toFixed(0).padStart(5)} ms   ${counts.join(', ')}`;
  });
  const all = kinds.reduce((sum, { inputs }) => sum + inputs, 0);
  const hostile = Object.entries(struck).map(([name, count]) => `${name} ${count}`);
  return [
    '',
    ...rows,
    `${all} inputs, and meanwhile hostile answers to the bot of ${hostile.join(', ')}.`,
    `Memory: ${megabytes(rssAfterWarmUp)} after a fifth of them, ${megabytes(rssAtEnd)} at the end.`,
    `${crashes} crashes, ${problems.length} problems.`,
    ...problems.map((problem) => `- ${problem}`),
  ].join('\n');
}
