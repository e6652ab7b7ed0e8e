import type fc from 'fast-check';

/** What came of one input. */
export interface Outcome {
  /** For the table: a status, or the name of what it was refused with. */
  readonly label: string;
  /** What must never happen, in words. */
  readonly problem?: string;
}

/** A way to feed something hostile to somebody. */
export interface FuzzKind<T = unknown> {
  readonly name: string;
  /** How many of a hundred inputs are of this kind. */
  readonly share: number;
  /** How many are on their way at once. */
  readonly atOnce: number;
  readonly inputs: fc.Arbitrary<T>;
  /** Never rejects. `number` is different each time. */
  send(input: T, number: number): Promise<Outcome>;
}

/** An answer of the bot: 500 and above need a reason that was foreseen, told in JSON. */
export function judgeAnswer(status: number, body: string): Outcome {
  const label = `HTTP ${status}`;
  if (status === 0) return { label: 'no answer', problem: 'no answer came' };
  if (status < 500 || isForeseen(body)) return { label };
  return { label, problem: `${label}: ${body.slice(0, 300)}` };
}

/** Codes of errors that are the other side's, or that the Bot Framework has for what nobody implements. */
const FORESEEN: readonly string[] = ['NotImplemented'];

function isForeseen(body: string): boolean {
  try {
    const { error } = JSON.parse(body) as { error?: { code?: unknown; message?: unknown } };
    return typeof error?.message === 'string' && FORESEEN.includes(String(error.code));
  } catch {
    return false;
  }
}
