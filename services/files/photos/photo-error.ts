import { BridgeError } from '../../errors.ts';

/** A photo is built in a way that nobody can tell where in it its metadata are. */
export class PhotoError extends BridgeError {
  constructor() {
    super(
      'photo.odd',
      'The photo is damaged or of an unusual kind, so what it tells of the place where it was taken can’t be ' +
        'removed. Open it, save it as a new picture, and share that.',
      { action: 'giveUp' },
    );
  }
}
