/** Why no package was built: each problem with what to do about it. */
export class ProblemsError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ProblemsError';
  }
}
