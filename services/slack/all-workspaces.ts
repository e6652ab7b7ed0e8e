import { setTimeout as wait } from 'node:timers/promises';
import { isRefusal } from './is-refusal.ts';
import type { SlackWorkspace, SlackWorkspaces } from './slack-workspace.ts';

/** How long an installation waits for the configuration, which goes before it, in milliseconds. */
const PATIENCE_MS = 1_000;

/**
 * The workspaces of the configuration, and those that added the app themselves; of one that is both, the token of the
 * configuration. Where that can't be told, or not in time, as Slack is asked for it, the other counts.
 */
export class AllWorkspaces implements SlackWorkspaces {
  readonly #configured: SlackWorkspaces;
  readonly #installed: SlackWorkspaces;

  constructor(configured: SlackWorkspaces, installed: SlackWorkspaces) {
    this.#configured = configured;
    this.#installed = installed;
  }

  async find(teamIds: readonly string[]): Promise<SlackWorkspace | undefined> {
    const asked = [this.#configured.find(teamIds), this.#installed.find(teamIds)] as const;
    // Either may fail while the other is waited for.
    for (const answer of asked) answer.catch(() => {});
    const [configured, installed] = asked;
    const second = await installed.catch(() => undefined);
    if (!second) return (await configured) ?? installed;
    if (second.teamId !== teamIds[0]) {
      const first = await configured.catch(unlessPassing);
      return first && teamIds.indexOf(first.teamId) <= teamIds.indexOf(second.teamId) ? first : second;
    }
    const stop = new AbortController();
    const tooLate = wait(PATIENCE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    const first = await Promise.race([configured.catch(() => undefined), tooLate]);
    stop.abort();
    return first?.teamId === second.teamId ? first : second;
  }
}

/** Whatever can't be told yet may be a likelier one than those that are known. */
function unlessPassing(error: unknown): undefined {
  if (!isRefusal(error)) throw error;
  return undefined;
}
