import { isIP } from 'node:net';

/** Of a host name, between its dots: letters, digits and inner hyphens, at most 63 of them. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** What is wrong with a domain for the manifest, and what to write instead; undefined if nothing is. */
export function domainProblem(domain: string): string | undefined {
  if (domain === '') return 'is empty. Write the host name alone, such as bot.example.com';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(domain)) return 'has a scheme. Write the host name without https://';
  if (/[/?#\\]/.test(domain)) return 'has a path. Write the host name alone, such as bot.example.com';
  if (domain.includes('@')) return 'has an @. Write the host name alone, such as bot.example.com';
  if (domain.includes('*')) return 'has a wildcard. Write the one host name on which the bot is reached';
  if (isIP(domain.replace(/^\[|\]$/g, '')))
    return 'is an address. Teams needs a host name that has a certificate';
  if (domain.includes(':')) return 'has a port. Teams calls the bot on port 443, so leave the port out';
  if (/[^\x21-\x7e]/.test(domain)) {
    return 'has a space, or letters beyond a to z. Write an international name in its xn-- form';
  }
  if (domain.length > 253 || !domain.split('.').every((label) => LABEL.test(label))) {
    return 'is no host name. It looks like bot.example.com: letters, digits, hyphens and dots between them';
  }
  if (!domain.includes('.') || /\.(?:localhost|local|internal|\d+)$/i.test(domain)) {
    return 'is not reachable from the internet, but Teams has to reach the bot. Write its public host name';
  }
  return undefined;
}
