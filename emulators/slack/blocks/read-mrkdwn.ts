/** Slack's markup as a person reads it: links by their labels, mentions by `@` and an id, entities written out. */
export function readMrkdwn(text: string): string {
  return text
    .replaceAll(/<!date\^[^>|]*\|([^>]*)>/g, '$1')
    .replaceAll(/<([^<>|]+)\|([^<>]*)>/g, '$2')
    .replaceAll(/<([@#!])([^<>]+)>/g, (_, sign: string, id: string) => `${sign === '!' ? '@' : sign}${id}`)
    .replaceAll(/<([^<>]+)>/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}

/** Text as it goes over the wire, so that nothing in it is markup. */
export function escapeEntities(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
