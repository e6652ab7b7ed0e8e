import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { plainCause } from '../plain-cause.ts';
import { SecretBoxError } from './secret-box-error.ts';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `sealed:1:<id of the key>:<nonce, tag and ciphertext in base64url>` */
const SEALED = /^sealed:1:([0-9a-f]{16}):([\w-]+)$/;

/** Encrypts secrets that lie in the database, by AES-256-GCM, if there is a key. */
export class SecretBox {
  readonly #keys: readonly NamedKey[];

  /** @param keys of 32 bytes each: the first one seals, all of them open; none: secrets are stored as they are */
  constructor(keys: readonly Buffer[]) {
    this.#keys = keys.map((key) => ({ key, id: idOf(key) }));
  }

  /** What all that the first key has sealed begins with; undefined without a key. */
  get mark(): string | undefined {
    const [current] = this.#keys;
    return current && `sealed:1:${current.id}:`;
  }

  /** @param place the row and column that it is for, in which alone it can be opened; see {@link placeOf} */
  seal(text: string, place: string): string {
    const [current] = this.#keys;
    if (!current) return text;
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, current.key, nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    const bytes = Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    return `sealed:1:${current.id}:${bytes}`;
  }

  /** A value for a column of JSON, as its text. */
  sealJson(value: unknown, place: string): string {
    const text = JSON.stringify(value);
    const sealed = this.seal(text, place);
    return sealed === text ? text : JSON.stringify(sealed);
  }

  /**
   * What was put into a column of JSON.
   * @throws SecretBoxError as `open` does
   */
  openJson(stored: unknown, place: string): unknown {
    return typeof stored === 'string' ? JSON.parse(this.open(stored, place)) : stored;
  }

  /**
   * What was sealed; or what was stored before there was a key, as it is.
   * @throws SecretBoxError if it was sealed with another key, for another place, or was changed
   */
  open(stored: string, place: string): string {
    if (!stored.startsWith('sealed:')) return stored;
    const [, keyId, encoded] = SEALED.exec(stored) ?? [];
    if (keyId === undefined || encoded === undefined)
      throw SecretBoxError.spoiled(new Error('unknown format'));
    if (this.#keys.length === 0) throw SecretBoxError.noKey();
    const named = this.#keys.find(({ id }) => id === keyId);
    if (!named) throw SecretBoxError.otherKey();
    const bytes = Buffer.from(encoded, 'base64url');
    const nonce = bytes.subarray(0, NONCE_BYTES);
    const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
    try {
      const decipher = createDecipheriv(CIPHER, named.key, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(place))
        .setAuthTag(tag);
      const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([text, decipher.final()]).toString('utf8');
    } catch (error) {
      throw SecretBoxError.spoiled(plainCause(error));
    }
  }
}

/** Where a secret lies, for {@link SecretBox.seal}. */
export function placeOf(column: string, rowId: string): string {
  return `${column}:${rowId}`;
}

interface NamedKey {
  readonly key: Buffer;
  readonly id: string;
}

/** Tells keys apart without telling anything about them. */
function idOf(key: Buffer): string {
  return createHmac('sha256', key).update('key id').digest('hex').slice(0, 16);
}
