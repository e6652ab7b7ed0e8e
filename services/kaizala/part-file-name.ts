/**
 * The file name for a multipart part: without folders, which receivers are told to ignore (RFC 7578, 4.2) and
 * not all do. Quotes and line breaks are left to form-data, which writes them as %22, %0D and %0A.
 */
export function partFileName(name: string): string {
  return name.split(/[/\\]/).findLast((segment) => segment !== '') ?? 'file';
}
