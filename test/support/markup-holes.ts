/** Where a marked text stands so that a chat would read markup in it. Empty: it is shown as it is everywhere. */
export function markupHoles(message: unknown, marker: string): string[] {
  const holes: string[] = [];
  visit(message, (holder, key, value) => {
    if (!value.includes(marker)) return;
    const problem = problemOf(holder, key, value);
    if (problem !== undefined) holes.push(`${problem}: ${value.slice(0, 200)}`);
  });
  return holes;
}

type Holder = Readonly<Record<string, unknown>>;

function problemOf(holder: Holder, key: string, value: string): string | undefined {
  const { type } = holder;
  if (type === 'TextBlock' || type === 'markdown') return `${type} reads Markdown`;
  if (type === 'TextRun' && /\{\{(DATE|TIME)\(/.test(value)) return 'a client fills in the time';
  if (type === 'mrkdwn' && /[<>]|&(?!amp;|lt;|gt;)/.test(value)) return 'mrkdwn reads it';
  if (type === 'mrkdwn' && holder.verbatim !== true) return 'mrkdwn makes links of it';
  if (type === 'plain_text' && holder.emoji !== false) return 'names of emoji are read';
  // Of an activity, and the fallback of a message of Slack.
  const isActivity = key === 'text' && type === 'message' && holder.channelId !== 'slack';
  if (isActivity && holder.textFormat !== 'plain') return 'the message is Markdown';
  const isFallback = key === 'text' && type === undefined && Array.isArray(holder.blocks);
  if (isFallback && /[<>]/.test(value)) return 'the fallback mentions or links';
  return undefined;
}

function visit(value: unknown, look: (holder: Holder, key: string, value: string) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, one] of Object.entries(value)) {
    if (typeof one === 'string') look(value as Holder, key, one);
    else visit(one, look);
  }
}
