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
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['\u2067photo\u2069\u200f.jpg', 'photo.jpg'],
    ['plan\u200b\u2028.p\ufeffdf', 'plan.pdf'],
    ['a\u0085b\u009f.jpg', 'ab.jpg'],
    ['photo.jpg.exe', 'photo.jpg.exe'],
    ['photo.jpg. . ', 'photo.jpg'],
    ['photo.exe.\u200b', 'photo.exe'],
    ['half \ud800 a letter.png', 'half \ufffd a letter.png'],
    ['عائلة 👨‍👩‍👧.jpg', 'عائلة 👨‍👩‍👧.jpg'],
    ['. .', undefined],
    ['folder/', undefined],
    ['..', undefined],
    ['', undefined],
  ] as const) {
    it(`makes ${JSON.stringify(raw)} ${JSON.stringify(name)}`, () => assert.equal(fileName(raw), name));
  }
});
