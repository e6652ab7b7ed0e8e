import assert from 'node:assert/strict';
import { forPeople, PeopleFirst } from '../../../services/database/people-first.ts';

describe('the line for the embedded database', () => {
  let line: PeopleFirst;
  let done: string[];
  beforeEach(() => {
    line = new PeopleFirst();
    done = [];
  });

  const note = (name: string) =>
    line.run(async () => {
      done.push(name);
    });
  const notePerson = (name: string) => forPeople(() => note(name));

  it('does one thing at a time, in order', async () => {
    const events: string[] = [];
    await Promise.all(
      ['a', 'b', 'c'].map((name) =>
        line.run(async () => {
          events.push(`${name} begins`);
          await new Promise(setImmediate);
          events.push(`${name} ends`);
        }),
      ),
    );
    assert.deepEqual(events, ['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('lets people go first, also by what they do after something else', async () => {
    const work = ['works 1', 'works 2', 'works 3'].map(note);
    const person = forPeople(async () => {
      await note('asks');
      await note('asks on');
    });
    await Promise.all([...work, person]);
    assert.deepEqual(done, ['works 1', 'asks', 'asks on', 'works 2', 'works 3']);
  });

  it('lets work go on beside a crowd', async () => {
    const crowd = Array.from({ length: 30 }, (_, index) => notePerson(`person ${index}`));
    await Promise.all([...crowd, note('works 1'), note('works 2')]);
    assert.deepEqual(
      done.flatMap((name, index) => (name.startsWith('works') ? [index] : [])),
      [9, 18],
    );
  });

  it('goes on after a failure, which whoever asked is told of', async () => {
    const failure = new Error('no such table');
    const failing = line.run(() => Promise.reject(failure));
    const next = note('next');
    await assert.rejects(failing, failure);
    await next;
    assert.deepEqual(done, ['next']);
  });
});
