import type { Failure, Forward, ForwardStage } from '../../services/forwards/types.ts';

/** A forward with what only those of linked channels have. */
export interface ShownForward extends Omit<Forward, 'stage'> {
  /** `finding`: its files are being looked for. */
  readonly stage: ForwardStage | 'finding';
  /** It goes to its group without a question, and is shown in one line. */
  readonly auto?: boolean;
  /** Why its files could not be found yet. */
  readonly failure?: Failure;
  /** Something that a person should know beside all that. */
  readonly note?: string;
}
