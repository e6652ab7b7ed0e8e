import type { RoundResult } from './round-result.ts';

/** A round as a table, with each violation in words below it. */
export function renderResult(result: RoundResult): string {
  const { calls, waits, violations } = result;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const share = (part: number) => `${((100 * part) / Math.max(calls.total, 1)).toFixed(2)} %`;
  const rows: readonly (readonly [string, string | number])[] = [
    ['seed', result.seed],
    ['engine', `${result.engine}, ${result.bots} ${result.bots === 1 ? 'bot' : 'bots'}`],
    ['group', result.hasChoice ? 'people choose' : 'one for all'],
    ["Kaizala's clock", `${seconds(result.skewMs)} off`],
    ['duration', seconds(result.durationMs)],
    ['forwards', listOf(result.outcomes)],
    ['posts', `${result.posts}, and ${result.foreignPosts} of other people`],
    [
      'answer to post',
      `median ${seconds(waits[waits.length >> 1] ?? 0)}, longest ${seconds(waits.at(-1) ?? 0)}`,
    ],
    ['kills', `${result.kills} by SIGKILL, ${result.stops} by SIGTERM, ${result.restarts} starts`],
    ['faults', listOf(result.faults)],
    ['calls', `${calls.total}: ${listOf(calls.byOperation)}`],
    ['busiest minute', `${calls.busiestMinute} calls`],
    ['429', `${calls.throttled}, ${result.overBudget} of them over the budget (${share(result.overBudget)})`],
    ['deliveries', `${result.redeliveries} made again, ${result.copies} copies`],
    ['answers', `${result.answeredAgain} given again`],
    ['second cards', `${result.secondCards}, as a bot was killed while it sent the first`],
    ['second chances', listOf(result.chances)],
    ['errors in logs', listOf(result.errors, '\n                  ')],
    ['violations', violations.length],
  ];
  return [
    ...rows.map(([name, value]) => `  ${name.padEnd(16)}${value}`),
    ...violations.map(({ text, timeline }) => `\n✗ ${text}${timeline === undefined ? '' : `\n${timeline}`}`),
    ...(result.logFolder === undefined ? [] : [`\nThe logs are in ${result.logFolder}`]),
  ].join('\n');
}

function listOf(counts: ReadonlyMap<string, number>, separator = ', '): string {
  if (counts.size === 0) return 'none';
  return [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${count} ${name}`)
    .join(separator);
}
