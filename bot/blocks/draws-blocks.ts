/** Whether people of this channel see Block Kit rather than Adaptive Cards. */
export function drawsBlocks(channelId: string): boolean {
  return channelId === 'slack';
}
