/**
 * The name of a shared file without any folders that a client put before it, and without control characters,
 * which no file system or database is happy with. Undefined if nothing is left of it.
 */
export function fileName(raw: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is being removed
  const name = (raw.split(/[/\\]/).at(-1) ?? '').replace(/[\u0000-\u001f\u007f]/g, '').trim();
  return name === '' || /^\.+$/.test(name) ? undefined : name;
}
