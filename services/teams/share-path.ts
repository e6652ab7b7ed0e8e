/** Where Graph describes the file that somebody shared by this url, in the encoding of its `/shares`. */
export function sharePath(url: string): string {
  return `/shares/u!${Buffer.from(url, 'utf8').toString('base64url')}/driveItem`;
}
