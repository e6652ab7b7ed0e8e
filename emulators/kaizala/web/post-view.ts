import { mediaPath } from '../media/media-path.ts';
import type { EmulatorState } from '../state/emulator-state.ts';
import type { Post } from '../state/state-record.ts';

/** A post as the page and `GET /emulator/posts` show it. */
export interface PostView {
  readonly referenceId: string;
  readonly groupId: string;
  readonly groupName: string;
  readonly actionType: Post['actionType'];
  /** Empty if there is none. The text, if the action type is `Message`. */
  readonly caption: string;
  readonly sender: string;
  /** ISO 8601. */
  readonly time: string;
  readonly files: readonly FileView[];
}

interface FileView {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly contentType: string;
  /** Hexadecimal, of the bytes as they arrived. */
  readonly sha256: string;
  /** Path on the emulator's server. */
  readonly url: string;
}

export function postView(state: EmulatorState, { time, files, ...post }: Post): PostView {
  return {
    ...post,
    groupName: state.groups.get(post.groupId)?.groupName ?? '',
    time: new Date(time).toISOString(),
    files: files.map(({ id, ...file }) => ({ ...file, url: mediaPath(id) })),
  };
}
