import type { FileSource } from '../files/file-source.ts';
import type { SharedFile } from '../forwards/types.ts';

/** A picture without a name. Its extension is told by its bytes, once they are there. */
export function pastedPicture(index: number, source: FileSource): SharedFile {
  return { name: index === 0 ? 'Pasted picture' : `Pasted picture ${index + 1}`, kind: 'image', source };
}
