import assert from 'node:assert/strict';
import { nameClip } from '../../../../services/forwards/fetching/name-clip.ts';

const detected = (extension: string) => ({ extension, mime: 'x/y' });

describe('nameClip', () => {
  for (const [given, extension, name, kind] of [
    ['audio_message.webm', '.mp4', 'audio_message.mp4', 'video'],
    ['audio_message.webm', '.m4a', 'audio_message.mp4', 'video'],
    ['audio_message.m4a', '.mp3', 'audio_message.mp3', 'audio'],
    ['Voice message', '.wav', 'Voice message.wav', 'audio'],
    ['clip.mov', '.mp4', 'clip.mp4', 'video'],
    ['clip', '.3gp', 'clip.3gpp', 'video'],
    ['Talk v. 2 of 3.webm', '.mp4', 'Talk v. 2 of 3.mp4', 'video'],
  ] as const) {
    it(`makes ${name} of ${given} that is ${extension}, as ${kind}`, () => {
      assert.deepEqual(nameClip(given, detected(extension)), { name, kind });
    });
  }

  for (const [extension, words] of [
    ['.webm', /as \.webm, which Kaizala does not take/],
    ['.png', /as \.png/],
    [undefined, /something unknown/],
  ] as const) {
    it(`refuses what turns out to be ${extension ?? 'nothing that is known'}, whatever its name says`, () => {
      const named = nameClip('clip.mp4', extension && detected(extension));
      assert.ok('refusal' in named);
      assert.deepEqual([named.refusal.code, named.refusal.retryable], ['file.clip', false]);
      assert.match(named.refusal.message, words);
    });
  }
});
