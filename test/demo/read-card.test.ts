import assert from 'node:assert/strict';
import { readCard } from '../../demo/read-card.ts';

describe('reading the card about a forward', () => {
  const message = (texts: readonly string[], ...buttons: string[]) => ({ texts, buttons, isCard: true });
  const names = ['a.jpg', 'Queued.pdf'];

  it('sees no status while the card asks', () => {
    const asking = message(
      ['Forward', 'a.jpg  Picture', 'Queued.pdf  Document', 'Group'],
      'Forward',
      'Cancel',
    );
    const card = readCard(asking, names);
    assert.deepEqual([card?.statuses, card?.isSettled], [[], false]);
  });

  it('reads how far each file is, whatever the files are called', () => {
    const card = readCard(message(['a.jpg  Picture', 'Uploading 45 %', 'Queued.pdf', '✓ Posted']), names);
    assert.deepEqual(card?.statuses, [
      { name: 'a.jpg', status: 'Uploading 45 %', percent: 45, state: 'underWay' },
      { name: 'Queued.pdf', status: 'Posted', percent: 100, state: 'posted' },
    ]);
    assert.equal(card?.isSettled, false);
  });

  it('is settled when every file is posted or failed', () => {
    const card = readCard(
      message(['a.jpg', '✗ Not sent: it is empty', 'Queued.pdf', '✓ Posted'], 'Retry'),
      names,
    );
    assert.equal(card?.isSettled, true);
    assert.equal(card?.statuses[0]?.state, 'failed');
    assert.equal(card?.statuses[0]?.status, 'Not sent: it is empty');
  });

  it('is not settled while a file has no status', () => {
    assert.equal(readCard(message(['a.jpg', 'Queued.pdf', '✓ Posted']), names)?.isSettled, false);
  });

  it('finds a name that the card shortens', () => {
    const name = `${'n'.repeat(200)}.pdf`;
    const card = readCard(message([`${'n'.repeat(53)}…nnn.pdf`, '✓ Posted']), [name]);
    assert.equal(card?.isSettled, true);
  });

  it('is undefined for a message without a card', () => {
    assert.equal(readCard({ texts: ['hello'], buttons: [], isCard: false }, names), undefined);
  });
});
