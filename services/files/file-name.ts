/** No name of a person is longer. */
const MAX_LENGTH = 1_000;

/**
 * The name of a shared file without any folders that a client put before it, and without control characters,
 * which no file system or database is happy with. One that is too long is cut before its extension. Undefined if
 * nothing is left of it.
 */
export function fileName(raw: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
  const name = (raw.split(/[/\\]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').trim();
  return name === '' || /^\.+$/.test(name) ? undefined : cut(name);
}

function cut(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return `${characters.slice(0, MAX_LENGTH - extension.length).join('')}${extension}`;
}
