/**
 * Whether a mediaResource names the url under which an action's media can be seen. Kaizala calls the resource
 * opaque; those that were seen are base64 of JSON with the urls of the files. So a yes is proof, and a no is
 * nothing at all.
 */
export function mentions(mediaResource: string | undefined, mediaUrl: string | undefined): boolean {
  if (!mediaResource || !mediaUrl) return false;
  const text = Buffer.from(mediaResource, 'base64').toString('utf8').replaceAll('\\/', '/');
  const [withoutQuery = ''] = mediaUrl.split('?');
  return withoutQuery.length > 0 && text.includes(`"${withoutQuery}`);
}
