/** No name of a person is longer. */
const MAX_LENGTH = 1_000;
/** Controls, ends of lines and paragraphs, and what embeds, overrides or isolates a direction. */
const UNSHOWN = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * The name of a shared file without any folders that a client put before it, and without control characters,
 * which no file system or database is happy with, or which turn the line round, so that `gpj.exe` ends in `.jpg` to
 * the eye. One that is too long is cut before its extension. Undefined if nothing is left of it.
 */
export function fileName(raw: string): string | undefined {
  const name = (raw.split(/[/\\]/).at(-1) ?? '').replace(UNSHOWN, '').trim();
  return name === '' || /^\.+$/.test(name) ? undefined : cut(name);
}

function cut(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return `${characters.slice(0, MAX_LENGTH - extension.length).join('')}${extension}`;
}
