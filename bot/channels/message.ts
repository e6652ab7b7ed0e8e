import type { FileLookup } from '../../services/files/file-lookup.ts';
import type { SharedFile } from '../../services/forwards/types.ts';

/** What a message shares. */
export interface Message {
  /** In the order in which they were shared. */
  readonly files: readonly SharedFile[];
  /** Where to ask for files that its activity does not carry, if it may have such. */
  readonly lookup?: FileLookup;
  /** Whether it names files that its activity does not carry. */
  readonly namesFiles: boolean;
}
