/** What a file of this subtype was recorded as in Slack itself; undefined if it was not recorded there. */
export function clipKind(subtype: string | undefined): 'audio' | 'video' | undefined {
  if (subtype === 'slack_audio') return 'audio';
  return subtype === 'slack_video' ? 'video' : undefined;
}
