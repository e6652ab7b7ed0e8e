const KINDS = { Image: 'Photo', Audio: 'Audio', Video: 'Video', Document: 'Document' };

/** A post in one line, for the list of groups. */
export function preview({ actionType, caption, files }) {
  if (actionType === 'Message') return caption;
  const kind = actionType === 'Album' ? `${files.length} photos` : KINDS[actionType];
  return `${kind} · ${caption || files[0].name}`;
}
