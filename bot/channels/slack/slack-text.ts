/** Whom a text of Slack may mention. */
export interface Mentionable {
  /** The bot's user, whose mentions stay as they are written. */
  readonly botUserId: string | undefined;
  /** Names of people by their ids, as far as they are known. */
  readonly names?: ReadonlyMap<string, string>;
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** What was said in a text of Slack, as people read it: mentions by name, links with their address. */
export function slackText(text: string, people: Mentionable): string {
  return text
    .split(/(<(?:[@#!]|[a-z][a-z0-9+.-]{0,20}:)[^<>]*>)/i)
    .map((part, index) => (index % 2 === 0 ? unescaped(part) : readable(part.slice(1, -1), people)))
    .join('');
}

/** The mentions of the bot in a text of Slack, each as it is written there. */
export function ownMentionsIn(text: string, botUserId: string): string[] {
  const spellings = mentionsIn(text).filter(({ user }) => user === botUserId);
  return [...new Set(spellings.map(({ written }) => written))];
}

/** Ids of the people whom a text of Slack mentions without their names. */
export function namelessIn(text: string, botUserId: string | undefined): string[] {
  const people = mentionsIn(text).filter(({ user, name }) => user !== botUserId && !name);
  return [...new Set(people.map(({ user }) => user))];
}

function mentionsIn(text: string) {
  return [...text.matchAll(/<@([A-Z0-9]+)(?:\|([^<>]*))?>/g)].map(([written, user = '', name]) => ({
    written,
    user,
    name,
  }));
}

/** @param inside what stands between `<` and `>` */
function readable(inside: string, { botUserId, names }: Mentionable): string {
  const [target = '', ...rest] = inside.split('|');
  const label = unescaped(rest.join('|'));
  if (target.startsWith('@')) {
    const user = target.slice(1);
    if (user === botUserId) return `<${inside}>`;
    return `@${label.replace(/^@/, '') || names?.get(user) || 'someone'}`;
  }
  if (target.startsWith('#')) return `#${label.replace(/^#/, '') || 'channel'}`;
  if (target.startsWith('!')) return special(target.slice(1), label);
  return link(unescaped(target), label);
}

/** `!here`, `!subteam^S…`, `!date^…`: what Slack itself draws. */
function special(target: string, label: string): string {
  if (target.startsWith('date^')) return label;
  if (target.startsWith('subteam^')) return label || '@team';
  return label.startsWith('@') ? label : `@${label || target}`;
}

function link(address: string, label: string): string {
  const isTheSame = address.replace(/^(?:https?:\/\/|mailto:|tel:)/i, '').replace(/\/$/, '') === label;
  if (label === '' || label === address) return address;
  return isTheSame ? label : `${label} (${address})`;
}

function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}
