import { z } from 'zod';
import { tally } from './tally.ts';

const line = z.looseObject({
  level: z.number(),
  msg: z.string(),
  err: z.looseObject({ message: z.string() }).optional(),
});

const ERROR_LEVEL = 50;

/** How often each error stands in what bots wrote; lines that are no log are taken for errors. */
export function logErrors(outputs: readonly string[]): Map<string, number> {
  return tally(
    outputs
      .flatMap((output) => output.split('\n'))
      .filter((text) => text.trim() !== '')
      .flatMap(errorIn),
  );
}

function errorIn(text: string): string[] {
  const parsed = line.safeParse(parse(text)).data;
  if (parsed === undefined) return [text.slice(0, 120)];
  if (parsed.level < ERROR_LEVEL) return [];
  const cause = parsed.err === undefined ? '' : `: ${parsed.err.message.split('\n')[0]?.slice(0, 120)}`;
  return [`${parsed.msg}${cause}`];
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
