const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

function isPlainLoopback(url: URL): boolean {
  return url.protocol === 'http:' && LOOPBACK.test(url.hostname);
}

/**
 * Whether credentials may go to this url: https only, or plain http on loopback if the configured API root is
 * itself plain http on loopback, that is, if somebody configured an emulator.
 */
export function isTrustedEndpoint(url: URL, apiRoot: URL): boolean {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (isPlainLoopback(url) && isPlainLoopback(apiRoot));
}
