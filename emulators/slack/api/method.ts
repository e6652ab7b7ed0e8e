import type { z } from 'zod';
import type { AppLink } from '../app/app-link.ts';
import type { Triggers } from '../app/triggers.ts';
import type { Views } from '../app/views.ts';
import type { SlackFileHost } from '../files/file-host.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { malformed, Refusal } from './refusal.ts';

/** What the methods work on. */
export interface ApiParts {
  readonly app: AppLink;
  readonly files: SlackFileHost;
  readonly triggers: Triggers;
  readonly views: Views;
}

/** Who calls. */
export interface Caller extends ApiParts {
  readonly workspace: Workspace;
}

/** A method of the Web API that a bot token may call. */
export interface ApiMethod {
  /** How many calls a minute Slack lets a workspace have, at the least. */
  readonly callsPerMinute: number;
  /** Gives the answer without its `ok`. Throws a `Refusal`. */
  run(caller: Caller, parameters: unknown): object;
}

/** Tiers of Slack's limits, in calls a minute. */
export const TIER = { two: 20, three: 50, four: 100 } as const;

/** A method that reads its parameters by a schema, and refuses others with `invalid_arguments`. */
export function defineMethod<T>(
  callsPerMinute: number,
  schema: z.ZodType<T>,
  run: (caller: Caller, parameters: T) => object,
): ApiMethod {
  return {
    callsPerMinute,
    run(caller, given) {
      const parsed = schema.safeParse(given);
      if (parsed.success) return run(caller, parsed.data);
      const messages = parsed.error.issues.map(
        ({ message, path }) => `[ERROR] ${message}: ${path.join('.')}`,
      );
      throw malformed('invalid_arguments', messages);
    },
  };
}

/** Refuses an app that was not given a scope. */
export function needScope({ workspace }: Caller, ...anyOf: readonly string[]): void {
  const { scopes } = workspace;
  if (anyOf.some((scope) => scopes.includes(scope))) return;
  throw new Refusal('missing_scope', { needed: anyOf.join(','), provided: scopes.join(',') });
}
