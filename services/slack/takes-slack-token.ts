import { isLoopbackUrl } from '../is-secure-url.ts';

/** Whether a host is Slack's own, where people can't put what they like. The list is inferred. */
export function isSlackHost(hostname: string): boolean {
  return hostname === 'slack.com' || hostname.endsWith('.slack.com');
}

export interface SlackHosts {
  /** Of the Web API: a proxy or a stand-in that configuration names serves files as well. */
  readonly apiUrl: string;
  /** `host` or `host:port` entries of configuration, lower case: those on loopback may be stand-ins. */
  readonly fileHosts: readonly string[];
}

/** Whether a request for this url may bear the bot's token. */
export function takesSlackToken(url: URL, { apiUrl, fileHosts }: SlackHosts): boolean {
  if (url.username || url.password) return false;
  // Files lie below it, such as files.slack.com or acme.enterprise.slack.com, and not at slack.com itself.
  if (url.protocol === 'https:' && url.port === '' && url.hostname.endsWith('.slack.com')) return true;
  const api = new URL(apiUrl);
  if (!isSlackHost(api.hostname) && url.origin === api.origin) return true;
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  const isNamed = fileHosts.includes(url.hostname) || fileHosts.includes(`${url.hostname}:${port}`);
  return isNamed && isLoopbackUrl(url.href);
}
