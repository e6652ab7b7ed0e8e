import { CLEAN, type PostRun } from './post-run.ts';

/** Uploads the files of a post; undefined if it can't go on from here now. */
export async function uploadPost(run: PostRun): Promise<string | undefined> {
  const { kaizala, observer } = run.services;
  const { signal, rank } = run.attempt;
  const { forward, post } = run;
  const isOn = await run.move(
    { states: ['spooled', 'uploading'], content: forward.contentVersion },
    { state: 'uploading', ...CLEAN },
  );
  if (!isOn) return undefined;
  const files = run.mediaFiles;
  const total = files.reduce((sum, { size }) => sum + size, 0);
  try {
    const mediaResource = await kaizala.uploadMedia(files, {
      signal,
      rank,
      ...(forward.group && { groupId: forward.group.id }),
      onProgress: (sent) => observer.uploading(forward, post.id, sent / total),
    });
    await observer.settled(forward.id);
    const isWanted = await run.move(
      { states: ['uploading'] },
      { state: 'uploaded', mediaResource, ...run.forgetTrouble() },
    );
    return isWanted ? mediaResource : undefined;
  } catch (error) {
    await observer.settled(forward.id);
    await run.stumble(error, { states: ['uploading'] }, 'spooled');
    return undefined;
  }
}
