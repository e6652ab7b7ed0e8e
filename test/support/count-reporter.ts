import Mocha from 'mocha';

/** The usual report, closed with the counts on a line of their own, for whoever reads the end of a log. */
export default class CountReporter extends Mocha.reporters.Spec {
  override epilogue(): void {
    super.epilogue();
    const { passes, failures, pending } = this.stats;
    console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
  }
}
