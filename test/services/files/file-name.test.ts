import assert from 'node:assert/strict';
import { fileName } from '../../../services/files/file-name.ts';

describe('fileName', () => {
  for (const [raw, name] of [
    ['plan.pdf', 'plan.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\me\\film.mp4', 'film.mp4'],
    ['a\u0000b\r\n.jpg', 'ab.jpg'],
    ['a\u202egpj.exe', 'agpj.exe'],
    ['a\u2067b\u2069\u2028c.jpg', 'abc.jpg'],
    ['می\u200cخواهم 👩\u200d👧.jpg', 'می\u200cخواهم 👩\u200d👧.jpg'],
    [' spaced .png ', 'spaced .png'],
    ['naïve – 写真 😀.jpg', 'naïve – 写真 😀.jpg'],
    ['folder/', undefined],
    ['..', undefined],
    ['', undefined],
  ] as const) {
    it(`makes ${JSON.stringify(raw)} ${JSON.stringify(name)}`, () => assert.equal(fileName(raw), name));
  }
});
