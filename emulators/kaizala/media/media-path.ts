/** Where the emulator's server has a stored file. */
export function mediaPath(fileId: string): string {
  return `/emulator/media/${fileId}`;
}
