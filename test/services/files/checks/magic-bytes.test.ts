import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { SUPPORTED_EXTENSIONS } from '../../../../services/kaizala/media-types.ts';
import { plainJpeg, png } from '../photos/photo-samples.ts';
import { beginning, refusalOf } from './checked.ts';
import { compound, ooxml, word, zip } from './office-samples.ts';

const EVERY_EXTENSION = Object.values(SUPPORTED_EXTENSIONS).flat();
const text = (words: string) => Buffer.from(words);
const at = (offset: number, magic: string, size = 60_000) => {
  const bytes = beginning('', size);
  bytes.set(Buffer.from(magic, 'latin1'), offset);
  return bytes;
};

describe('what a file is', () => {
  for (const [what, bytes] of [
    ['a program of Windows', beginning('MZ\x90\0\x03')],
    ['a program of Windows that is as short as can be', text('MZ')],
    ['a program of Linux', beginning('\x7fELF\x02')],
    ['a program of a Mac', beginning('\xcf\xfa\xed\xfe')],
    ['a program of a Mac for several processors', beginning('\xca\xfe\xba\xbe\0\0\0\x02')],
    ['a class of Java', beginning('\xca\xfe\xba\xbe\0\0\0\x34')],
    ['a program of Android', beginning('dex\n035\0')],
    ['a script', text('#!/bin/sh\nrm -rf /')],
    ['a script with a blank', text('#! /usr/bin/env python')],
    ['a script with a byte order mark', text('\ufeff#!/bin/sh')],
    ['an encoded script', text('#@~^abc==')],
    ['a shortcut', beginning('L\0\0\0\x01\x14\x02\0')],
    ['a shortcut to an address', text('[InternetShortcut]\r\nURL=file://x')],
    ['help with scripts', beginning('ITSF\x03\0\0\0')],
    ['a package of Debian', beginning('!<arch>\ndebian-binary')],
    ['a program of the web', beginning('\0asm\x01\0\0\0')],
    [
      'a program of Java in a zip',
      zip({ 'META-INF/MANIFEST.MF': text('Main-Class: X'), 'X.class': text('x') }),
    ],
    ['a program of Android in a zip', zip({ 'AndroidManifest.xml': text('x'), 'classes.dex': text('x') })],
    [
      'a program of Java that looks like a document',
      ooxml({ 'META-INF/MANIFEST.MF': text('Main-Class: X') }),
    ],
    ['a package of Windows', ooxml({ 'AppxManifest.xml': text('<Package/>') })],
  ] as const) {
    for (const name of ['plan.docx', 'plan.pdf', 'photo.jpg', 'film.mp4', 'note.mp3']) {
      it(`refuses ${what} that is named ${name}`, async () => {
        const expected =
          bytes.toString('latin1', 0, 2) === 'PK' && !/docx|pdf/.test(name) ? 'mismatch' : 'program';
        assert.equal(await refusalOf(name, bytes), `content.${expected}`);
      });
    }
  }

  it('refuses an installer of Windows, and takes the document that it looks like', async () => {
    const installer = compound({ WordDocument: word() });
    assert.equal(await refusalOf('plan.doc', installer), undefined);
    // Its root’s entry is the first in the sector that the header names.
    const root = (installer.readUInt32LE(48) + 1) * 512;
    installer.set(Buffer.from('84100c0000000000c000000000000046', 'hex'), root + 80);
    assert.equal(await refusalOf('plan.doc', installer), 'content.program');
  });

  for (const [what, bytes] of [
    ['HTML', text('\n <HTML><body>')],
    ['HTML behind a comment', text('<!-- saved --><script>alert(1)</script>')],
    ['HTML of two bytes a letter', Buffer.from('\ufeff<html><body>', 'utf16le')],
    ['an application of HTML', text('<hta:application id="x">')],
    ['a script for servers', text('<?php echo 1;')],
    ['a drawing', text('<?xml version="1.0"?>\n<!-- drawn --><svg xmlns="http://www.w3.org/2000/svg">')],
  ] as const) {
    it(`refuses ${what}, whatever its name`, async () => {
      for (const name of ['photo.png', 'plan.doc'])
        assert.equal(await refusalOf(name, bytes), 'content.page');
    });
  }

  const samples = {
    jpg: beginning('\xff\xd8\xff\xe0\0\x10JFIF'),
    png: png(),
    gif: beginning('GIF89a'),
    webp: beginning('RIFF\x90\x01\0\0WEBPVP8 '),
    heic: beginning('\0\0\0\x18ftypheic'),
    mp4: beginning('\0\0\0\x18ftypmp42'),
    m4a: beginning('\0\0\0\x18ftypM4A '),
    '3gp': beginning('\0\0\0\x18ftyp3gp5'),
    mov: beginning('\0\0\0\x14ftypqt  '),
    wav: beginning('RIFF\x90\x01\0\0WAVEfmt '),
    ogg: beginning('OggS\0\x02'),
    mp3: beginning('ID3\x04\0\0\0\0\0\x01'),
    flac: beginning('fLaC'),
    avi: beginning('RIFF\x90\x01\0\0AVI LIST'),
    pdf: beginning('%PDF-1.7\n'),
    'pdf with a preface': at(900, '%PDF-1.4'),
    docx: ooxml(),
    doc: compound({ WordDocument: word() }),
    rtf: text('{\\rtf1\\ansi plan}'),
    odt: zip({ mimetype: text('application/vnd.oasis.opendocument.text'), 'content.xml': text('<x/>') }),
    'xml of Word': text('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>'),
    rar: beginning('Rar!\x1a\x07\x01\0'),
    '7z': beginning('7z\xbc\xaf\x27\x1c'),
    gz: beginning('\x1f\x8b\x08\0'),
    xz: beginning('\xfd7zXZ\0'),
    cab: beginning('MSCF\0\0\0\0'),
    zip: zip({ 'a.txt': text('a') }),
    'empty zip': zip({}),
    iso: at(0x8001, 'CD001'),
    dmg: at(60_000 - 512, 'koly'),
  };
  const IMAGES = ['jpg', 'png', 'gif', 'webp', 'heic'];
  const PLAYED = ['mp4', 'm4a', '3gp', 'mov', 'wav', 'ogg', 'mp3', 'flac', 'avi'];
  const DOCUMENTS = ['pdf', 'pdf with a preface', 'docx', 'doc', 'rtf', 'odt'];
  for (const [extension, welcome] of [
    ['.jpg', IMAGES],
    ['.jpeg', IMAGES],
    ['.png', IMAGES],
    ['.mp3', PLAYED],
    ['.wav', PLAYED],
    ['.mp4', PLAYED],
    ['.3gpp', PLAYED],
    ['.doc', DOCUMENTS],
    ['.docx', DOCUMENTS],
    ['.xlsx', DOCUMENTS],
    ['.pdf', DOCUMENTS],
  ] as const) {
    it(`takes as ${extension} only what programs open under that name`, async () => {
      for (const [what, bytes] of Object.entries(samples)) {
        if (what === 'xml of Word') continue;
        const expected = welcome.includes(what) ? undefined : 'content.mismatch';
        assert.equal(await refusalOf(`a${extension.toUpperCase()}`, bytes), expected, what);
      }
    });
  }

  it('takes XML that Word has written', async () => {
    assert.equal(await refusalOf('plan.doc', samples['xml of Word']), undefined);
  });

  it('takes the samples, and a picture with something else behind its end', async () => {
    for (const name of ['aisle-c14.jpg', 'line-3-running.mp4', 'morning-notice.mp3', 'shift-plan.pdf']) {
      const bytes = await readFile(new URL(`../../../../demo/samples/${name}`, import.meta.url));
      assert.equal(await refusalOf(name, bytes), undefined, name);
    }
    assert.equal(await refusalOf('a.jpg', Buffer.concat([await plainJpeg(), samples.zip])), undefined);
  });

  it('takes bytes that prove nothing, under every name', async () => {
    const weak = [
      '',
      '\xff\xfb\x90',
      '\xff\xf1',
      'BM',
      '\x1f\x8b',
      '\x1f\x9d',
      '\x60\xea',
      '\xc7\x71',
      '\xff\n',
      '\x0bw',
      '\x47',
      'PK',
      '\0',
    ];
    for (const extension of EVERY_EXTENSION) {
      for (const head of weak)
        assert.equal(await refusalOf(`a${extension}`, beginning(head)), undefined, head);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 6_000 }).filter(([a, b]) => !(a === 0x4d && b === 0x5a)),
        fc.constantFrom(...EVERY_EXTENSION),
        async (bytes, extension) => assert.equal(await refusalOf(`a${extension}`, bytes), undefined),
      ),
      { numRuns: 2_000 },
    );
  }).timeout(30_000);

  it('wants real photos where their metadata are to be removed', async () => {
    const rules = { stripsPhotoMetadata: true };
    assert.equal(await refusalOf('a.jpg', samples.heic, rules), 'content.otherPhoto');
    assert.equal(await refusalOf('a.png', samples.webp, rules), 'content.otherPhoto');
    for (const bytes of [samples.jpg, samples.png, beginning('')]) {
      assert.equal(await refusalOf('a.jpg', bytes, rules), undefined);
    }
  });
});
