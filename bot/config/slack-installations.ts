import { z } from 'zod';

const teamId = z.string().regex(/^[TE][A-Z0-9]+$/);
const botToken = z.string().regex(/^(xoxe\.)?xoxb-/);

/**
 * Bot tokens of several workspaces by their ids: `T0ACME01=xoxb-…,T0BOLT02=xoxb-…`, or the same as a JSON
 * object.
 */
export const slackInstallations = z.string().transform((text, context): ReadonlyMap<string, string> => {
  const parsed = z.record(teamId, botToken).safeParse(text.startsWith('{') ? json(text) : pairs(text));
  if (parsed.success) return new Map(Object.entries(parsed.data));
  context.addIssue(
    'must be bot tokens by the ids of their workspaces, such as T0ACME01=xoxb-…,T0BOLT02=xoxb-…',
  );
  return z.NEVER;
});

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pairs(text: string): Record<string, string> {
  const entries = text.split(',').map((entry) => entry.trim());
  return Object.fromEntries(
    entries.filter(Boolean).map((entry) => {
      const [team = '', ...token] = entry.split('=');
      return [team.trim(), token.join('=').trim()];
    }),
  );
}
