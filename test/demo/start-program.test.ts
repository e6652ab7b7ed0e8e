import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../../demo/free-port.ts';
import { inTemporaryFolder } from '../../demo/in-temporary-folder.ts';
import { type ProgramOptions, startProgram } from '../../demo/start-program.ts';

describe('a program that the demo starts', () => {
  const withProgram = (source: string, test: (options: ProgramOptions) => Promise<void>) =>
    inTemporaryFolder(async (folder) => {
      const script = join(folder, 'program.mjs');
      await writeFile(script, `import { createServer } from 'node:http';\n${source}`);
      const port = await freePort();
      await test({
        name: 'The program',
        command: [script],
        cwd: folder,
        env: { PORT: String(port) },
        logPath: join(folder, 'program.log'),
        readyUrl: `http://127.0.0.1:${port}/`,
        interrupted: new Promise(() => {}),
      });
    });
  const serve = (answer: string) =>
    `createServer((request, response) => { ${answer} }).listen(process.env.PORT, '127.0.0.1');`;

  it('is awaited until it is ready, and stopped', () =>
    withProgram(serve('response.end();'), async (options) => {
      const program = await startProgram(options);
      assert.equal((await fetch(options.readyUrl)).status, 200);
      await program.stop();
      await assert.rejects(fetch(options.readyUrl));
    }));

  it('gets only the variables that it is given', () =>
    withProgram(serve('response.end(JSON.stringify(process.env));'), async (options) => {
      process.env.KAIZALA_APPLICATION_ID = 'of the person';
      try {
        const program = await startProgram(options);
        const environment = (await (await fetch(options.readyUrl)).json()) as Record<string, string>;
        await program.stop();
        assert.equal(environment.PORT, options.env.PORT);
        assert.equal('KAIZALA_APPLICATION_ID' in environment, false);
      } finally {
        delete process.env.KAIZALA_APPLICATION_ID;
      }
    }));

  it('shows the end of its log when it fails to start', () =>
    withProgram(`console.error('PORT is taken'); process.exit(3);`, async (options) => {
      await assert.rejects(
        startProgram(options),
        /The program ended by itself \(exit code 3\).+PORT is taken/s,
      );
    }));

  it('tells when it crashes later', () =>
    withProgram(serve(`response.end(); if (request.url === '/crash') process.exit(4);`), async (options) => {
      const program = await startProgram(options);
      await fetch(`${options.readyUrl}crash`).catch(() => undefined);
      await assert.rejects(program.crashed, /exit code 4/);
    }));

  it('is stopped when the person does not want to wait', () =>
    withProgram(serve('response.writeHead(503).end();'), async (options) => {
      const { promise: interrupted, reject } = Promise.withResolvers<never>();
      interrupted.catch(() => {});
      const starting = startProgram({ ...options, interrupted });
      reject(new Error('no more'));
      await assert.rejects(starting, /no more/);
      await assert.rejects(fetch(options.readyUrl));
    }));
});
