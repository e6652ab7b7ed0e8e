const ESCAPES = new Map([
  ['%22', '"'],
  ['%0D', '\r'],
  ['%0A', '\n'],
]);

/** Undoes the escapes that multipart/form-data allows in a file name (RFC 7578, 4.2). Any other `%` is itself. */
export function decodeFileName(name: string): string {
  return name.replace(/%22|%0D|%0A/gi, (code) => ESCAPES.get(code.toUpperCase()) ?? code);
}
