import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const ROOMS = ['bot', 'dialogs', 'services', 'emulators', 'demo', 'deploy'] as const;
type Room = (typeof ROOMS)[number];

interface Source {
  readonly path: string;
  readonly text: string;
  /** What it imports: a path from the root, or the name of a package. */
  readonly imports: readonly string[];
}

/** Matches static and dynamic imports, exports from elsewhere, and imports of types within a type. */
const SPECIFIER = /(?:\bfrom\s*|\bimport\s*\(?\s*)(['"])([^'"]+)\1/g;

function readSource(path: string): Source {
  const text = readFileSync(join(ROOT, path), 'utf8');
  return { path, text, imports: importsIn(path, text) };
}

function importsIn(path: string, text: string): string[] {
  return [...text.matchAll(SPECIFIER)].map(([, , specifier = '']) =>
    specifier.startsWith('.') ? join(dirname(path), specifier) : specifier,
  );
}

function sourcesIn(room: Room): Source[] {
  return readdirSync(join(ROOT, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readSource(relative(ROOT, join(entry.parentPath, entry.name))));
}

/** The imports of a room that match, as `file → import`. */
function importsOf(room: Room, forbidden: RegExp, allowedIn: readonly string[] = []): string[] {
  return sourcesIn(room)
    .filter(({ path }) => !allowedIn.includes(path))
    .flatMap(({ path, imports }) =>
      imports.filter((name) => forbidden.test(name)).map((name) => `${path} → ${name}`),
    );
}

describe('the rooms of the source', () => {
  it('are read as they are', () => {
    for (const room of ROOMS) assert.ok(sourcesIn(room).length > 0, `${room} is empty`);
    const { imports } = readSource('bot/index.ts');
    assert.ok(
      imports.includes('bot/app.ts') && imports.includes('bot/config/read-config.ts'),
      imports.join(),
    );
    assert.ok(importsOf('bot', /^botbuilder$/).length > 0);
  });

  it('import files that are there', () => {
    const missing = ROOMS.flatMap(sourcesIn).flatMap(({ path, imports }) =>
      imports
        .filter((name) => name.endsWith('.ts') && !/^(node:|@)/.test(name))
        .filter((name) => !isFile(name))
        .map((name) => `${path} → ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('keep services/ free of the chat', () => {
    const forbidden =
      /^(bot|dialogs|emulators|demo|deploy|test)\/|^(botbuilder|botframework|adaptivecards|restify)/;
    assert.deepEqual(importsOf('services', forbidden), []);
  });

  it('keep dialogs/ free of what carries them', () => {
    assert.deepEqual(importsOf('dialogs', /^(bot|emulators|demo|deploy|test)\/|^restify/), []);
  });

  it('let bot/ start the emulator in its entry alone', () => {
    assert.deepEqual(importsOf('bot', /^(emulators|demo|deploy|test)\//, ['bot/index.ts']), []);
    assert.deepEqual(importsOf('bot', /^(demo|deploy|test)\//), []);
  });

  it('keep emulators/ free of what they test', () => {
    assert.deepEqual(importsOf('emulators', /^(bot|dialogs|services|demo|deploy|test)\//), []);
  });

  it('keep demo/ free of the inside of the bot', () => {
    assert.deepEqual(importsOf('demo', /^(bot|dialogs|services|deploy|test)\//), []);
  });

  it('let deploy/ stand alone', () => {
    assert.deepEqual(importsOf('deploy', /^(bot|dialogs|services|emulators|demo|test)\//), []);
  });

  it('read the environment in one place alone', () => {
    const readers = (['bot', 'dialogs', 'services'] as const)
      .flatMap(sourcesIn)
      .filter(({ text }) => /\bprocess\s*\.\s*env\b|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(text))
      .map(({ path }) => path);
    assert.deepEqual(readers, ['bot/config/read-environment.ts']);
  });

  it('import nothing in a circle', () => {
    const sources = new Map(ROOMS.flatMap(sourcesIn).map((source) => [source.path, source]));
    assert.deepEqual(findCircles(sources), []);
  });

  it('know a circle when there is one', () => {
    const source = (path: string, ...imports: string[]) => [path, { path, imports, text: '' }] as const;
    const sources = new Map([source('a', 'b', 'x'), source('b', 'c'), source('c', 'b'), source('d', 'a')]);
    assert.deepEqual(findCircles(sources), ['b → c → b']);
  });
});

function isFile(path: string): boolean {
  try {
    readFileSync(join(ROOT, path));
    return true;
  } catch {
    return false;
  }
}

function findCircles(sources: ReadonlyMap<string, Source>): string[] {
  const circles: string[] = [];
  const done = new Set<string>();
  const visit = (path: string, way: readonly string[]): void => {
    if (way.includes(path)) {
      circles.push([...way.slice(way.indexOf(path)), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of sources.get(path)?.imports ?? []) {
      if (sources.has(next)) visit(next, [...way, path]);
    }
    done.add(path);
  };
  for (const path of sources.keys()) visit(path, []);
  return circles;
}
