import assert from 'node:assert/strict';
import { nameByContent } from '../../../../services/forwards/fetching/name-by-content.ts';

const detected = (extension: string) => ({ extension, mime: 'x/y' });

describe('nameByContent', () => {
  it('leaves a name with an extension alone, whatever the bytes are', () => {
    assert.deepEqual(nameByContent({ name: 'a.png', kind: 'image' }, detected('.gif')), {
      name: 'a.png',
      kind: 'image',
    });
  });

  it('gives a picture without one that of its bytes', () => {
    assert.deepEqual(nameByContent({ name: 'Pasted picture', kind: 'image' }, detected('.png')), {
      name: 'Pasted picture.png',
      kind: 'image',
    });
    assert.deepEqual(nameByContent({ name: 'Pasted picture 2', kind: 'image' }, detected('.jpg')), {
      name: 'Pasted picture 2.jpg',
      kind: 'image',
    });
  });

  for (const [extension, code, words] of [
    ['.gif', 'file.type', /^\.gif files.*pictures \(\.jpg \.jpeg \.png\)/],
    ['.webp', 'file.type', /^\.webp files/],
    ['.pdf', 'file.kind', /Attach it as a file/],
    [undefined, 'file.unknownType', /Kaizala takes pictures/],
  ] as const) {
    it(`refuses what turns out to be ${extension ?? 'nothing that is known'}`, () => {
      const named = nameByContent(
        { name: 'Pasted picture', kind: 'image' },
        extension && detected(extension),
      );
      assert.ok('refusal' in named);
      assert.deepEqual([named.refusal.code, named.refusal.retryable], [code, false]);
      assert.match(named.refusal.message, words);
    });
  }
});
