import fc from 'fast-check';

/** Names and captions that markup, entities, emoji and length make hard to show. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '<!channel>',
        '<@U0ASHA01>',
        '*bold*',
        '_x_',
        '&amp;',
        '&',
        '<',
        '👩‍👩‍👧‍👦',
        '🏳️‍🌈',
        'é',
        ' ',
        '\n',
        ':smile:',
        '`',
        '\ud83d',
      ),
      { maxLength: 400 },
    )
    .map((parts) => parts.join('')),
  fc.nat(5_000).map((length) => 'n'.repeat(length)),
  fc.nat(2_500).map((length) => '👩‍👩‍👧‍👦'.repeat(Math.floor(length / 11))),
);
