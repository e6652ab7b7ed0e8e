import assert from 'node:assert/strict';
import type { SharedFile } from '../../../services/forwards/types.ts';
import { readSlackFiles } from '../../../services/slack/read-slack-files.ts';
import { TEAM } from './slack-stand-in.ts';

const URL_PRIVATE = `https://files.slack.com/files-pri/${TEAM}-F0FILE01/plan.pdf`;
const DOWNLOAD = `https://files.slack.com/files-pri/${TEAM}-F0FILE01/download/plan.pdf`;
const HOSTED = {
  id: 'F0FILE01',
  name: 'plan.pdf',
  title: 'The plan',
  mimetype: 'application/pdf',
  filetype: 'pdf',
  size: 214_244,
  mode: 'hosted',
  is_external: false,
  external_type: '',
  url_private: URL_PRIVATE,
  url_private_download: DOWNLOAD,
  file_access: 'visible',
};

const read = (...files: unknown[]) => readSlackFiles(files, TEAM);
const only = (file: object): SharedFile => {
  const { files, lookup } = read(file);
  assert.equal(lookup, undefined);
  assert.equal(files.length, 1);
  return files[0] ?? assert.fail();
};
const refusalOf = (file: object) => {
  const shared = only(file);
  assert.ok('refusal' in shared, JSON.stringify(shared));
  assert.equal(shared.refusal.retryable, false);
  assert.doesNotMatch(shared.refusal.message, /:\/\/|xox/);
  return shared;
};

describe('the files of a message of Slack', () => {
  it('are fetched by the url that is for downloads', () => {
    assert.deepEqual(only(HOSTED), {
      name: 'plan.pdf',
      kind: 'document',
      size: 214_244,
      source: {
        kind: 'slackFile',
        teamId: TEAM,
        fileId: 'F0FILE01',
        url: DOWNLOAD,
        mediaType: 'application/pdf',
        size: 214_244,
      },
    });
  });

  it('are fetched by the other url if there is only that', () => {
    const shared = only({ ...HOSTED, url_private_download: undefined });
    assert.ok('source' in shared && shared.source.kind === 'slackFile');
    assert.equal(shared.source.url, URL_PRIVATE);
  });

  it('keep their order', () => {
    const { files } = read(HOSTED, { ...HOSTED, id: 'F2', name: 'a.png' }, { id: 'F3', mode: 'tombstone' });
    assert.deepEqual(
      files.map(({ name }) => name),
      ['plan.pdf', 'a.png', 'File'],
    );
  });

  it('are none where nothing makes sense', () => {
    for (const files of [undefined, null, 'x', {}, [], [null, 7, {}, { id: '' }, { name: 'a.pdf' }]]) {
      assert.deepEqual(readSlackFiles(files, TEAM), { files: [] });
    }
  });

  it('are taken also where fields are null, or of another type', () => {
    const odd = { ...HOSTED, title: null, size: '12', filetype: 7, is_external: null, subtype: null };
    const shared = only(odd);
    assert.equal(shared.name, 'plan.pdf');
    assert.ok('source' in shared && shared.size === undefined);
  });

  for (const [changes, name] of [
    [{ name: null }, 'The plan.pdf'],
    [{ name: null, title: null }, 'File.pdf'],
    [{ name: '', title: 'Plan 1.2' }, 'Plan 1.2.pdf'],
    [{ name: 'plan', mimetype: '', filetype: 'docx' }, 'plan.docx'],
    [{ name: '../../etc/plan\u0000.pdf' }, 'plan.pdf'],
    [{ name: null, title: null, mimetype: 'image/jpeg' }, 'Picture.jpg'],
    [{ name: 'Report.PDF' }, 'Report.PDF'],
    [{ name: null, title: null, subtype: 'slack_audio', mimetype: 'audio/webm' }, 'Voice message'],
    [{ name: null, title: null, subtype: 'slack_video', mimetype: 'video/mp4' }, 'Clip'],
  ] as const) {
    it(`are called ${JSON.stringify(name)} after ${JSON.stringify(changes)}`, () => {
      assert.equal(only({ ...HOSTED, ...changes }).name, name);
    });
  }

  for (const [title, file, code, words] of [
    ['deleted', { id: 'F1', mode: 'tombstone' }, 'file.deleted', /was deleted/],
    ['hidden', { id: 'F1', mode: 'hidden_by_limit' }, 'file.hidden', /limit of its plan/],
    [
      'denied',
      { id: 'F1', mode: 'file_access', file_access: 'access_denied' },
      'file.denied',
      /invite the bot/,
    ],
    [
      'not found',
      { id: 'F1', mode: 'file_access', file_access: 'file_not_found' },
      'file.missing',
      /Upload it again/,
    ],
    ['a post', { ...HOSTED, mode: 'post', filetype: 'post' }, 'file.slackPost', /Export it/],
    ['a canvas', { ...HOSTED, mode: 'space', filetype: 'quip' }, 'file.slackPost', /Export it/],
    ['a canvas of today', { ...HOSTED, mode: 'quip', filetype: 'quip' }, 'file.slackPost', /Export it/],
    ['a list', { ...HOSTED, mode: 'list', filetype: 'list' }, 'file.slackPost', /Export it/],
    [
      'a snippet',
      { ...HOSTED, mode: 'snippet', name: 'a.ts', mimetype: 'text/plain' },
      'file.snippet',
      /as a PDF/,
    ],
    ['an archive', { ...HOSTED, name: 'a.zip' }, 'file.type', /^\.zip files/],
    ['a web page', { ...HOSTED, mimetype: 'text/html; charset=utf-8' }, 'file.type', /^\.html files/],
  ] as const) {
    it(`are refused with what helps if one is ${title}`, () => {
      const { refusal } = refusalOf(file);
      assert.equal(refusal.code, code);
      assert.match(refusal.message, words);
    });
  }

  for (const [type, service] of [
    ['gdrive', 'Google Drive'],
    ['dropbox', 'Dropbox'],
    ['box', 'Box'],
    ['onedrive', 'OneDrive'],
    ['', 'another service'],
    ['<script>', 'another service'],
  ] as const) {
    it(`are never fetched from ${service}, where Slack only links to (${type})`, () => {
      const link = 'https://files.slack.com.evil.test/a';
      for (const external of [{ is_external: true }, { mode: 'external', is_external: undefined }]) {
        const file = { ...HOSTED, ...external, external_type: type, url_private: link };
        const { refusal } = refusalOf(file);
        assert.equal(refusal.code, 'file.elsewhere');
        assert.match(refusal.message, new RegExp(`lies in ${service}.*Download it.*upload`));
      }
    });
  }

  it('forward a snippet of a type that Kaizala takes', () => {
    assert.ok('source' in only({ ...HOSTED, mode: 'snippet' }));
  });

  for (const [title, file] of [
    [
      'a stub of another workspace',
      { id: 'F0CON001', created: 0, user: '', mode: 'file_access', file_access: 'check_file_info' },
    ],
    ['a file of which more is to be asked', { ...HOSTED, id: 'F0CON001', file_access: 'check_file_info' }],
    [
      'a file without a url yet',
      { id: 'F0CON001', name: 'plan.pdf', mode: 'hosted', file_access: 'visible' },
    ],
    ['a file with a url that is none', { ...HOSTED, id: 'F0CON001', url_private_download: 'files' }],
  ] as const) {
    it(`are asked for if one is ${title}, and the others are not`, () => {
      const { files, lookup } = read(file, HOSTED);
      assert.deepEqual(lookup, { kind: 'slackFiles', teamId: TEAM, fileIds: ['F0CON001'] });
      assert.deepEqual(
        files.map(({ name }) => name),
        ['plan.pdf'],
      );
    });
  }

  it('are of the kind that a clip says, without relying on its size', () => {
    const voice = {
      ...HOSTED,
      name: 'audio_message.webm',
      mimetype: 'audio/webm',
      subtype: 'slack_audio',
      duration_ms: 3400,
    };
    const shared = only(voice);
    assert.ok('source' in shared && shared.source.kind === 'slackFile');
    assert.deepEqual([shared.kind, shared.size], ['audio', 214_244]);
    assert.deepEqual([shared.source.isClip, shared.source.size], [true, undefined]);
    const video = only({ ...voice, subtype: 'slack_video' });
    assert.ok('source' in video && video.kind === 'video');
  });
});
