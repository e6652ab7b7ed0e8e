import { InterruptedError, interruption } from './interruption.ts';
import { type DemoOptions, readOptions, USAGE } from './read-options.ts';
import { runDemo } from './run-demo.ts';
import { tellJson } from './tell-json.ts';
import { tellPerson } from './tell-person.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    return await play(readOptions(args));
  } catch (error) {
    console.error(`${messageOf(error)}\n\n${USAGE}`);
    return 2;
  }
}

async function play(options: DemoOptions): Promise<number> {
  const tell = options.json ? tellJson(console.log) : tellPerson(process.stdout);
  let verdict: number | undefined;
  try {
    await runDemo(options, {
      tell,
      interrupted: interruption(),
      finished(isGood, kaizalaUrl) {
        verdict = isGood ? 0 : 1;
        // With --json, standard output is for the events alone.
        console.error(farewell(options, isGood, kaizalaUrl));
      },
    });
  } catch (error) {
    if (error instanceof InterruptedError) return verdict ?? 130;
    tell({ event: 'failed', reason: messageOf(error) });
    return 1;
  }
  return verdict ?? 1;
}

function farewell({ keep }: DemoOptions, isGood: boolean, kaizalaUrl: string): string {
  const verdict = isGood ? 'Every file is in Kaizala, byte for byte.' : 'Not every file was posted.';
  const page = keep
    ? `Everything keeps running; press Ctrl+C to stop it. The groups: ${kaizalaUrl}/`
    : `The groups were at ${kaizalaUrl}/ – with --keep they stay there to look at.`;
  return `\n${verdict}\n${page}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
