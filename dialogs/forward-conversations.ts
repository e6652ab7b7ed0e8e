import { BotState, type StatePropertyAccessor, type Storage, type TurnContext } from 'botbuilder';
import { type DialogContext, DialogSet, type DialogState, DialogTurnStatus } from 'botbuilder-dialogs';
import { dialogStateKey } from '../services/database/dialog-state.ts';
import { markCancelled } from './cancellation.ts';
import { currentForward, setCurrentForward } from './current-forward.ts';
import { ForwardDialog, type ForwardDialogOptions } from './forward-dialog.ts';

const NEW: ForwardDialogOptions = {};

/**
 * Keeps one dialog for each forward rather than one for each conversation, so that any number of cards can
 * be open at once and be answered in any order.
 */
export class ForwardConversations {
  readonly #state: BotState;
  readonly #accessor: StatePropertyAccessor<DialogState>;
  readonly #dialogs: DialogSet;

  constructor(storage: Storage, dialog: ForwardDialog) {
    this.#state = new BotState(storage, async (context) => dialogStateKey(currentForward(context)));
    this.#accessor = this.#state.createProperty<DialogState>('dialog');
    this.#dialogs = new DialogSet(this.#accessor).add(dialog);
  }

  /** Asks the person about a forward. */
  async ask(context: TurnContext, forwardId: string): Promise<void> {
    await this.#run(context, forwardId, (dc) => dc.beginDialog(ForwardDialog.ID, NEW));
  }

  /** Takes what the person said as an answer about a forward. */
  async answer(context: TurnContext, forwardId: string): Promise<void> {
    await this.#run(context, forwardId, async (dc) => {
      const result = await dc.continueDialog();
      if (result.status !== DialogTurnStatus.empty) return result;
      // The process died between the card and the dialog's first save: the card is out, so this only waits.
      await dc.beginDialog(ForwardDialog.ID, NEW);
      return dc.continueDialog();
    });
  }

  /** Withdraws a forward that the person has yet to answer, and tells them so. */
  async cancel(context: TurnContext, forwardId: string): Promise<void> {
    markCancelled(context);
    await this.answer(context, forwardId);
  }

  async #run(
    context: TurnContext,
    forwardId: string,
    act: (dc: DialogContext) => Promise<{ status: DialogTurnStatus }>,
  ): Promise<void> {
    setCurrentForward(context, forwardId);
    const { status } = await act(await this.#dialogs.createContext(context));
    if (status === DialogTurnStatus.waiting) await this.#state.saveChanges(context);
    else await this.#state.delete(context);
  }
}
