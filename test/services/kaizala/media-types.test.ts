import assert from 'node:assert/strict';
import {
  actionTypeOf,
  contentTypeOf,
  mediaKindOf,
  SUPPORTED_EXTENSIONS,
} from '../../../services/kaizala/media-types.ts';

describe('media types', () => {
  const table: [extensions: string, kind: string, contentType: string][] = [
    ['.jpg .jpeg', 'image', 'image/jpeg'],
    ['.png', 'image', 'image/png'],
    ['.mp3', 'audio', 'audio/mpeg'],
    ['.wav', 'audio', 'audio/wav'],
    ['.doc', 'document', 'application/msword'],
    ['.docx', 'document', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['.xls', 'document', 'application/vnd.ms-excel'],
    ['.xlsx', 'document', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['.ppt', 'document', 'application/vnd.ms-powerpoint'],
    ['.pptx', 'document', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['.pdf', 'document', 'application/pdf'],
    ['.mp4', 'video', 'video/mp4'],
    ['.3gpp', 'video', 'video/3gpp'],
  ];
  it('are those of the contract, in any casing', () => {
    for (const [extensions, kind, contentType] of table) {
      for (const extension of extensions.split(' ')) {
        for (const name of [`a${extension}`, `a.b${extension.toUpperCase()}`]) {
          assert.equal(mediaKindOf(name), kind);
          assert.equal(contentTypeOf(name), contentType);
        }
      }
    }
  });

  it('are all of those that people are shown', () => {
    const shown = Object.values(SUPPORTED_EXTENSIONS).flat();
    assert.deepEqual(
      shown,
      table.flatMap(([extensions]) => extensions.split(' ')),
    );
  });

  it('are unknown for other names', () => {
    for (const name of ['', 'jpg', '.jpg', 'a.', 'a.gif', 'a.jpg.exe', 'a.3gp', 'constructor.constructor']) {
      assert.equal(mediaKindOf(name), undefined);
    }
    assert.equal(contentTypeOf('a.nonsense'), 'application/octet-stream');
  });

  it('decide about the kind of post', () => {
    assert.equal(actionTypeOf('image', 1), 'Image');
    assert.equal(actionTypeOf('image', 2), 'Album');
    assert.equal(actionTypeOf('audio', 1), 'Audio');
    assert.equal(actionTypeOf('document', 1), 'Document');
    assert.equal(actionTypeOf('video', 1), 'Video');
    assert.throws(() => actionTypeOf('document', 2), RangeError);
    assert.throws(() => actionTypeOf('image', 0), RangeError);
  });
});
