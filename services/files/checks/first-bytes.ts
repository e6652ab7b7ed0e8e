/** What programs begin with, whatever they are named. */
const PROGRAMS: readonly Buffer[] = [
  'MZ',
  '\x7fELF',
  // Mach-O, of either byte order, and for several processors; the latter is also what Java classes begin with.
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  '\xca\xfe\xba\xbf',
  '\xbe\xba\xfe\xca',
  'dex\n0',
  '\0asm\x01\0\0\0',
  // A shortcut of Windows, help with scripts, and an encoded script.
  'L\0\0\0\x01\x14\x02\0',
  'ITSF\x03\0\0\0',
  '#@~^',
  // Packages that install: Debian's, Red Hat's, Chrome's.
  '!<arch>\ndebian',
  '\xed\xab\xee\xdb',
  'Cr24',
].map((magic) => Buffer.from(magic, 'latin1'));

/** By the first bytes of a file, whether it is something that runs. */
export function isProgram(head: Buffer): boolean {
  if (PROGRAMS.some((magic) => head.subarray(0, magic.length).equals(magic))) return true;
  return /^#! *\/|^\s*\[(?:InternetShortcut|Desktop Entry)\]/.test(textOf(head));
}

/** By the first bytes of a file, whether it is made to be shown by a browser. */
export function isPage(head: Buffer): boolean {
  const text = textOf(head).replace(/^(?:\s|<\?xml[^>]*>|<!--[\s\S]*?-->)+/, '');
  return /^<(?:!doctype (?:html|svg)|html|head|body|script|meta|iframe|hta:|svg|\?php)[\s>:]?/i.test(text);
}

/** Whether it is text of the kinds that Office programs open as their own. */
export function isOfficeText(head: Buffer): boolean {
  return /^\s*(?:<\?xml|<\?mso-|MIME-Version:)/i.test(textOf(head));
}

/** Bytes as text, of any encoding that leaves ASCII letters what they are. */
export function textOf(bytes: Buffer): string {
  return bytes
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');
}
