import assert from 'node:assert/strict';
import { readOptions } from '../../demo/read-options.ts';

describe('the options of the demo', () => {
  it('shares the samples when nothing is said', () => {
    assert.deepEqual(
      { ...readOptions([]) },
      {
        files: [],
        channel: 'teams',
        in: 'personal',
        json: false,
        keep: false,
      },
    );
  });

  it('takes files and options in any order', () => {
    assert.deepEqual(
      {
        ...readOptions([
          'a.jpg',
          '--caption',
          'x',
          'b.pdf',
          '--group=Yard',
          '--json',
          '--keep',
          '--in',
          'group',
          '--channel',
          'slack',
        ]),
      },
      {
        files: ['a.jpg', 'b.pdf'],
        channel: 'slack',
        in: 'group',
        caption: 'x',
        group: 'Yard',
        json: true,
        keep: true,
      },
    );
  });

  it('refuses an option that it does not know, and one without its value', () => {
    assert.throws(() => readOptions(['--bogus']), /Unknown option '--bogus'/);
    assert.throws(() => readOptions(['--caption']), /--caption/);
    assert.throws(() => readOptions(['--in', 'team']), /--in takes personal, group, channel, and not "team"/);
    assert.throws(() => readOptions(['--channel', 'irc']), /--channel takes teams, slack, and not "irc"/);
  });
});
