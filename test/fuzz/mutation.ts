import fc from 'fast-check';

/** What is done to one place of a JSON value. */
export interface Mutation {
  /** Which of its places, counted round and round. */
  readonly place: number;
  readonly to:
    | { readonly kind: 'value'; readonly value: unknown }
    | { readonly kind: 'gone' | 'list' | 'text' };
}

/** Nothing listens there. No value of a fuzz may name a host beyond this machine. */
const NOBODY = 'http://127.0.0.1:9/';

const oddText = fc.oneof(
  fc.constantFrom(
    ...['', ' ', '0', '-1', 'null', 'true', '__proto__', 'constructor', 'toString', 'hasOwnProperty'],
    ...[
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udfff\ud800',
      '\u202e\u200b\u2066',
      '\ufeff',
      '\r\n\r\n',
      '😀'.repeat(500),
    ],
    ...[
      '../../etc/passwd',
      '%00%ff%',
      '{"a":',
      '[[[[',
      '<script>alert(1)</script>',
      '<!channel> <@U0> <at>x</at>',
    ],
    ...['<at>', '&#x110000;', '&amp;amp;', "'; DROP TABLE bridge.forwards; --", '$1', '\\', '9'.repeat(400)],
    ...[
      NOBODY,
      'http://',
      'https://[::',
      'data:text/html,x',
      'javascript:1',
      '/help',
      '/link',
      '/retry 0000',
      '/cancel',
    ],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(1_000, 20_000, 60_000).map((length) => 'x'.repeat(length)),
  fc.constantFrom(1_000, 9_000).map((length) => '<'.repeat(length)),
);

/** Stands for lists or objects in each other, which JSON.stringify is too recursive to write. */
const nested = fc
  .tuple(fc.constantFrom(50, 1_000, 8_000, 30_000), fc.constantFrom('lists', 'objects'))
  .map(([depth, what]) => `${depth} ${what} deep`);

const NESTED = /"(\d+) (lists|objects) deep"/g;

/** The JSON of a value, with what is nested too deep for others. */
export function deepJson(value: unknown): string {
  return (JSON.stringify(value) ?? '').replace(NESTED, (_, depth, what) =>
    what === 'lists'
      ? '['.repeat(Number(depth)) + ']'.repeat(Number(depth))
      : `${'{"a":'.repeat(Number(depth))}1${'}'.repeat(Number(depth))}`,
  );
}

const prototypes = fc
  .constantFrom('{"__proto__":{"isAdmin":true}}', '{"constructor":{"prototype":{"x":1}}}')
  .map((text): unknown => JSON.parse(text));

/** Any value of JSON that a careless reader trips over. */
export const oddValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 50, arbitrary: oddText },
  {
    weight: 30,
    arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [null], [[]]),
  },
  { weight: 10, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 10, arbitrary: prototypes },
  { weight: 3, arbitrary: nested },
);

const mutation: fc.Arbitrary<Mutation> = fc.record({
  place: fc.nat(10_000),
  to: fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('value' as const), value: oddValue }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('gone', 'list', 'text' as const) }) },
  ),
});

/** Some changes to one value; now and then none. */
export const mutations = fc.array(mutation, { maxLength: 4 });

/** The JSON of a value with these changes. */
export function mutate(value: unknown, changes: readonly Mutation[]): string {
  const root = { value: structuredClone(value) };
  for (const { place, to } of changes) {
    const places = placesOf(root);
    const chosen = places[place % places.length];
    if (!chosen) continue;
    const [holder, key] = chosen;
    if (to.kind === 'gone') Reflect.deleteProperty(holder, key);
    else holder[key] = changed(holder[key], to);
  }
  return deepJson(root.value);
}

function changed(value: unknown, to: Mutation['to']): unknown {
  switch (to.kind) {
    case 'value':
      return structuredClone(to.value);
    case 'text':
      return typeof value === 'string' ? Number(value) || {} : (JSON.stringify(value) ?? '');
    default:
      return [value, structuredClone(value)];
  }
}

type Place = readonly [holder: Record<string, unknown>, key: string];

const DEEPEST = 30;

function placesOf(holder: object, depth = 0): Place[] {
  if (depth > DEEPEST) return [];
  return Object.entries(holder).flatMap(([key, value]) => [
    [holder as Record<string, unknown>, key] as const,
    ...(typeof value === 'object' && value !== null ? placesOf(value, depth + 1) : []),
  ]);
}
