import { BridgeError } from '../../errors.ts';

/** A file may not be passed on for what it holds. The message is meant for the person who shared it. */
export class ContentError extends BridgeError {
  private constructor(code: string, message: string) {
    super(code, message, { action: 'giveUp' });
  }

  static program(): ContentError {
    return new ContentError(
      'content.program',
      'It is a program, whatever its name says, and programs aren’t passed on. If you expected a picture or a ' +
        'document, don’t open it, and ask whoever you have it from.',
    );
  }

  static page(): ContentError {
    return new ContentError(
      'content.page',
      'It is a web page or a drawing made of code, whatever its name says. Save it as a PDF or as a picture, and share that.',
    );
  }

  /**
   * @param extension that of its name
   * @param actual what it is, such as `an archive`
   */
  static mismatch(extension: string, actual: string): ContentError {
    return new ContentError(
      'content.mismatch',
      `It is named ${extension}, but it is ${actual}. Save or export it as a real ${extension} file, or give it the name of what it is, and share that.`,
    );
  }

  static macros(): ContentError {
    return new ContentError(
      'content.macros',
      'It holds macros, which aren’t passed on. Save it as .docx, .xlsx, .pptx or .pdf, which have none, and share that.',
    );
  }

  static encrypted(): ContentError {
    return new ContentError(
      'content.encrypted',
      'It only opens with a password, so what it holds can’t be checked. Remove the password, and share it again.',
    );
  }

  static unreadable(): ContentError {
    return new ContentError(
      'content.unreadable',
      'It is built in a way that it can’t be looked into. Open it, save it as a new file, and share that.',
    );
  }

  static otherPhoto(): ContentError {
    return new ContentError(
      'content.otherPhoto',
      'It is neither a real .jpg nor a real .png picture, so what it tells of the place where it was taken can’t be ' +
        'removed. Save it as .jpg, and share that.',
    );
  }
}
