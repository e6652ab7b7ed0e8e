import assert from 'node:assert/strict';
import { strToU8 } from 'fflate';
import { refusalOf } from './checked.ts';
import {
  compound,
  currentUser,
  DOCUMENT,
  excel,
  MACRO_DOCUMENT,
  ooxml,
  powerPoint,
  record,
  typesWith,
  word,
  zip,
} from './office-samples.ts';

const one = strToU8('x');
const macroOverride =
  '<Override PartName="/word/harmless.bin" ContentType="application/vnd.ms-office.vbaProject"/>';

describe('macros', () => {
  for (const [what, bytes] of [
    ['its code', ooxml({ 'word/vbaProject.bin': one })],
    ['its code elsewhere, in other letters', ooxml({ 'other/VBAPROJECT.BIN': one })],
    ['a type with macros', ooxml({}, typesWith(MACRO_DOCUMENT))],
    ['code under another name', ooxml({ 'word/harmless.bin': one }, typesWith(DOCUMENT, macroOverride))],
    ['a type in two bytes a letter', ooxml({}, Buffer.from(`\ufeff${typesWith(MACRO_DOCUMENT)}`, 'utf16le'))],
    ['a type that is disguised', ooxml({}, typesWith(MACRO_DOCUMENT.replace('macro', '&#x6d;acr&#111;')))],
    ['a list of types that is a bomb', ooxml({}, Buffer.alloc(20_000_000, ' '))],
    ['a sheet of macros', ooxml({ 'xl/macrosheets/sheet1.xml': one })],
    ['its code in a zip that lost its directory', ooxml({ 'word/vbaProject.bin': one }).subarray(0, -30)],
    [
      'its code in a zip with more behind its end',
      Buffer.concat([ooxml({ 'word/vbaProject.bin': one }), Buffer.alloc(99)]),
    ],
    ['Word’s code', compound({ WordDocument: word(), 'Macros/VBA/dir': one })],
    ['Excel’s code', compound({ Workbook: excel(), '_VBA_PROJECT_CUR/VBA/dir': one })],
    ['Excel’s sheet of macros', compound({ Workbook: excel({ kind: 1 }) })],
    ['Excel’s sheet of macros in a small stream', compound({ Book: excel({ kind: 1, padding: 100 }) })],
    ['PowerPoint’s code', compound({ 'PowerPoint Document': powerPoint(true) })],
    [
      'PowerPoint’s code across two sectors',
      compound({ 'PowerPoint Document': powerPoint(true, 512 * 12 - 10) }),
    ],
    ['code in XML', Buffer.from('<?xml version="1.0"?><w:wordDocument w:macrosPresent="yes">')],
    [
      'code in a message',
      Buffer.from('MIME-Version: 1.0\r\n\r\nContent-Location: file:///C:/x/editdata.mso\r\n'),
    ],
  ] as const) {
    it(`refuses a document with ${what}, under every name, and takes it where that is allowed`, async () => {
      for (const name of ['plan.docx', 'plan.doc', 'plan.xlsx', 'plan.pdf']) {
        assert.equal(await refusalOf(name, bytes), 'content.macros', name);
      }
      assert.equal(await refusalOf('plan.docx', bytes, { macros: 'allow' }), undefined);
    });
  }

  for (const [what, bytes] of [
    ['of Word since 2007', ooxml({ 'docProps/app.xml': one })],
    ['of Word until 2007', compound({ WordDocument: word() })],
    ['of Excel until 2007', compound({ Workbook: excel(), '\u0005SummaryInformation': one })],
    [
      'of PowerPoint until 2007',
      compound({ 'PowerPoint Document': powerPoint(false), 'Current User': currentUser(0xe391c05f) }),
    ],
    ['of OpenOffice', zip({ mimetype: strToU8('application/vnd.oasis.opendocument.text') })],
    ['whose zip is broken', ooxml().subarray(0, -30)],
    ['whose compound file is broken', compound({ WordDocument: word() }).subarray(0, 600)],
  ] as const) {
    it(`takes a document ${what} that has none`, async () => {
      for (const name of ['plan.docx', 'plan.doc']) assert.equal(await refusalOf(name, bytes), undefined);
    });
  }
});

describe('encryption', () => {
  const password = record(0x2f, Buffer.alloc(54));
  for (const [what, bytes] of [
    ['Office since 2007', compound({ EncryptedPackage: word(), EncryptionInfo: one })],
    ['Word until 2007', compound({ WordDocument: word({ flags: 0x0100 }) })],
    ['Word until 2007, obfuscated', compound({ WordDocument: word({ flags: 0x8100 }) })],
    ['Excel until 2007', compound({ Workbook: excel({ before: password }) })],
    [
      'PowerPoint until 2007',
      compound({ 'PowerPoint Document': powerPoint(false), 'Current User': currentUser(0xf3d1c4df) }),
    ],
    [
      'PowerPoint until 2007, by its summary',
      compound({ 'PowerPoint Document': powerPoint(false), EncryptedSummary: one }),
    ],
    ['an owner who protects rights', compound({ '\tDRMContent': one })],
  ] as const) {
    it(`refuses what ${what} has encrypted, and takes it where that is allowed`, async () => {
      for (const name of ['plan.docx', 'plan.doc', 'plan.pdf']) {
        assert.equal(await refusalOf(name, bytes), 'content.encrypted', name);
      }
      assert.equal(await refusalOf('plan.docx', bytes, { encrypted: 'allow' }), undefined);
    });
  }

  it('refuses a zip with an entry that is encrypted', async () => {
    const bytes = ooxml();
    const entry = bytes.indexOf('PK\x01\x02', 0, 'latin1');
    bytes.writeUInt16LE(1, entry + 8);
    assert.equal(await refusalOf('plan.docx', bytes), 'content.encrypted');
  });

  it('is one thing and macros are another', async () => {
    const bytes = compound({ Workbook: excel({ before: password }), '_VBA_PROJECT_CUR/VBA/dir': one });
    assert.equal(await refusalOf('a.xls', bytes, { macros: 'allow' }), 'content.encrypted');
    assert.equal(await refusalOf('a.xls', bytes, { encrypted: 'allow' }), 'content.macros');
    assert.equal(await refusalOf('a.xls', bytes, { macros: 'allow', encrypted: 'allow' }), undefined);
  });
});
