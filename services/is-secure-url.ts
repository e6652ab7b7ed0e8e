/** Whether nobody on the way can read along: https, or plain http that does not leave the machine. */
export function isSecureUrl(value: string): boolean {
  return URL.canParse(value) && (new URL(value).protocol === 'https:' || isLoopbackUrl(value));
}

/** Whether the url leads to this machine, over http or https. */
export function isLoopbackUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return /^https?:$/.test(protocol) && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
