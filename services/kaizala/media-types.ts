import { extname } from 'node:path';
import mime from 'mime-types';
import type { ActionType } from './types.ts';

export type MediaKind = 'image' | 'audio' | 'document' | 'video';

/** What Kaizala takes, by kind, for checking and for showing to people. */
export const SUPPORTED_EXTENSIONS = {
  image: ['.jpg', '.jpeg', '.png'],
  audio: ['.mp3', '.wav'],
  document: ['.doc', '.docx', '.xls', '.xlsx', '.ppt', '.pptx', '.pdf'],
  video: ['.mp4', '.3gpp'],
} as const satisfies Record<MediaKind, readonly string[]>;

const KIND_OF_EXTENSION: ReadonlyMap<string, MediaKind> = new Map(
  (['image', 'audio', 'document', 'video'] as const).flatMap((kind) =>
    SUPPORTED_EXTENSIONS[kind].map((extension) => [extension, kind] as const),
  ),
);

const ACTION_TYPE = { audio: 'Audio', document: 'Document', video: 'Video' } as const;

/** The kind of media that Kaizala takes a file of this name for; undefined if it takes no such file. */
export function mediaKindOf(fileName: string): MediaKind | undefined {
  return KIND_OF_EXTENSION.get(extname(fileName).toLowerCase());
}

/** The media type of a file of this name. Kaizala answers 415 to a part that has none. */
export function contentTypeOf(fileName: string): string {
  return mime.lookup(extname(fileName)) || 'application/octet-stream';
}

/**
 * The kind of post that `fileCount` files of one kind make. Only pictures go together into one post.
 * @throws RangeError if so many files of that kind can't be one post.
 */
export function actionTypeOf(kind: MediaKind, fileCount: number): ActionType {
  if (kind === 'image' && fileCount > 1) return 'Album';
  if (fileCount !== 1) throw new RangeError(`One post can't hold ${fileCount} files of kind ${kind}.`);
  return kind === 'image' ? 'Image' : ACTION_TYPE[kind];
}
