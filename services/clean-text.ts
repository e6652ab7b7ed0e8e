const LONGEST = 300;

/** Words from elsewhere made fit for a log: one short line, none of these secrets, no query string of a url. */
export function cleanText(text: string, secrets: readonly string[]): string {
  const withoutSecrets = secrets
    .filter((secret) => secret !== '')
    .reduce((cleaned, secret) => cleaned.replaceAll(secret, '[secret]'), text);
  const line = withoutSecrets
    .replace(/(https?:\/\/[^\s?#]*)[?#]\S*/gi, '$1?…')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
