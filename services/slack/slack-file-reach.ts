import { abortable } from '../abortable.ts';
import type { DownloadError } from '../files/download-error.ts';
import type { Home } from '../files/egress/egress-policy.ts';
import type { SlackFiles } from '../files/file-access.ts';
import type { SlackFile } from '../files/file-source.ts';
import type { Reach } from '../files/reach.ts';
import { SlackError } from './slack-error.ts';
import { SlackFileError } from './slack-file-error.ts';
import type { SlackTokens } from './slack-tokens.ts';
import { isSlackHost, type SlackHosts, takesSlackToken } from './takes-slack-token.ts';

/** Reaches what Slack keeps, with the bot's token of the workspace. */
export class SlackFileReach implements SlackFiles {
  readonly #tokens: SlackTokens;
  readonly #hosts: SlackHosts;
  readonly #home: Home | undefined;

  constructor(tokens: SlackTokens, hosts: SlackHosts) {
    this.#tokens = tokens;
    this.#hosts = hosts;
    const api = new URL(hosts.apiUrl);
    this.#home = isSlackHost(api.hostname) ? undefined : { url: api, isConfigured: true };
  }

  async reach({ kind, teamId, url: given, size }: SlackFile, signal: AbortSignal): Promise<Reach> {
    const url = new URL(given);
    const reach: Reach = {
      kind,
      url,
      ...(this.#home && { home: this.#home }),
      ...(size !== undefined && { size, isSizeExact: true }),
      instead: tellMore,
    };
    if (!takesSlackToken(url, this.#hosts)) return reach;
    const token = await abortable(this.#tokens.find(teamId), signal);
    if (token === undefined) throw SlackError.awaitingToken();
    return { ...reach, authorization: `Bearer ${token}` };
  }
}

/** There is no other way to a file, but Slack's answers mean more than those of others. */
async function tellMore(error: DownloadError): Promise<never> {
  if (error.code === 'download.signInPage') throw SlackFileError.signInPage(error);
  const status = error.answer?.status ?? 0;
  if (status === 401 || status === 403) throw SlackFileError.denied(status, error);
  if (status === 404 || status === 410) throw SlackFileError.missing(status, error);
  throw error;
}
