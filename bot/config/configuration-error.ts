import { BridgeError } from '../../services/errors.ts';

/** The environment can't be used as it is; `problems` names each variable and what to do. */
export class ConfigurationError extends BridgeError {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      'configuration',
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems
        .map((problem) => `  - ${problem}`)
        .join('\n')}`,
      { action: 'giveUp' },
    );
    this.problems = problems;
  }
}
