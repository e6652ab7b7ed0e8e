import { extname } from 'node:path';
import { mediaKindOf } from '../../kaizala/media-types.ts';
import { ByteReader, UnreadableError } from './byte-reader.ts';
import { compoundContents } from './compound-contents.ts';
import { ContentError } from './content-error.ts';
import { contradicts } from './contradicts.ts';
import { type Container, contentOf, IN_WORDS } from './family.ts';
import type { CheckedFile, FileCheck } from './file-check.ts';
import type { Findings } from './findings.ts';
import { isOfficeText, isPage, isProgram } from './first-bytes.ts';
import { isDiskImage } from './is-disk-image.ts';
import { pdfContents } from './pdf-contents.ts';
import { occurs } from './search-bytes.ts';
import { namesOfMacros, namesOfPrograms } from './telling-names.ts';
import { zipContents } from './zip-contents.ts';

/** What is done about files whose contents are of these kinds. */
export interface ContentRules {
  readonly macros: 'refuse' | 'allow';
  readonly encrypted: 'refuse' | 'allow';
  /** Whether pictures have to be of a format out of which metadata are taken. */
  readonly stripsPhotoMetadata: boolean;
}

const HEAD_BYTES = 4096;
/** How long what tells of macros in text can be. */
const REACH = 64;

/** All that is looked into before a file goes on, in order. */
export function contentChecks(rules: ContentRules): readonly FileCheck[] {
  return [new ContentCheck(rules)];
}

/** Refuses files that are not what their name says, or hold what may not be passed on. Throws ContentErrors. */
class ContentCheck implements FileCheck {
  readonly #rules: ContentRules;

  constructor(rules: ContentRules) {
    this.#rules = rules;
  }

  async check(file: CheckedFile, signal: AbortSignal): Promise<void> {
    const reader = new ByteReader(file, signal);
    const head = await reader.read(0, HEAD_BYTES);
    if (isProgram(head)) throw ContentError.program();
    if (isPage(head)) throw ContentError.page();
    const content = await contentOf(head);
    const kind = mediaKindOf(file.name);
    const family = content?.family ?? ((await isDiskImage(reader)) ? 'archive' : undefined);
    if (family && kind && contradicts(kind, family)) this.#refuseName(file, IN_WORDS[family]);
    if (this.#rules.stripsPhotoMetadata && family === 'image' && !content?.isPlainPhoto) {
      throw ContentError.otherPhoto();
    }
    const found = content?.container
      ? await this.#lookInto(content.container, file, reader)
      : { hasMacros: isOfficeText(head) && (await occurs(namesOfMacros, file.open(), REACH)) };
    this.#judge(found, file);
  }

  async #lookInto(container: Container, file: CheckedFile, reader: ByteReader): Promise<Findings> {
    try {
      if (container === 'zip') return await zipContents(reader);
      if (container === 'cfb') return await compoundContents(reader);
      return await pdfContents(file);
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return {
        hasMacros: await occurs(namesOfMacros, file.open(), REACH),
        isProgram: await occurs(namesOfPrograms, file.open(), REACH),
      };
    }
  }

  #judge({ isProgram, isArchive, hasMacros, isEncrypted }: Findings, file: CheckedFile): void {
    if (isProgram) throw ContentError.program();
    if (isArchive) this.#refuseName(file, IN_WORDS.archive);
    if (hasMacros && this.#rules.macros === 'refuse') throw ContentError.macros();
    if (isEncrypted && this.#rules.encrypted === 'refuse') throw ContentError.encrypted();
  }

  #refuseName({ name }: CheckedFile, actual: string): never {
    throw ContentError.mismatch(extname(name).toLowerCase(), actual);
  }
}
