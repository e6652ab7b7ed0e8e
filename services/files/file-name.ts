/** No name of a person is longer. */
const MAX_LENGTH = 1_000;

/**
 * What is in no name that can be trusted: control characters, which no file system or database is happy with, and
 * what can't be seen but breaks lines or turns the direction of letters, so that `fdp.exe` reads as `exe.pdf`.
 */
const UNSEEN = /\p{Cc}|[\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * The name of a shared file without any folders that a client put before it, and without what can't be seen in it.
 * Dots and blanks at its end, which Windows leaves out, are no part of it. One that is too long is cut before its
 * extension. Undefined if nothing is left of it.
 */
export function fileName(raw: string): string | undefined {
  const name = (raw.split(/[/\\]/).at(-1) ?? '')
    .toWellFormed()
    .replace(UNSEEN, '')
    .trim()
    .replace(/[.\s]+$/, '');
  return name === '' ? undefined : cut(name);
}

function cut(name: string): string {
  const characters = [...name];
  if (characters.length <= MAX_LENGTH) return name;
  const extension = /\.\w{1,10}$/.exec(name)?.[0] ?? '';
  return `${characters.slice(0, MAX_LENGTH - extension.length).join('')}${extension}`;
}
