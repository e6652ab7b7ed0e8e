import assert from 'node:assert/strict';
import { ConversationState, TestAdapter } from 'botbuilder';
import { DialogSet, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import { BotStateStorage } from '../../../services/database/bot-state-storage.ts';
import { migrate } from '../../../services/database/migrate.ts';
import { onEachEngine } from './on-each-engine.ts';

onEachEngine('a waterfall on the bot state storage', (database) => {
  before(() => migrate(database()));

  /** Everything but the database is new for each turn, as it is after a restart. */
  const createAdapter = () =>
    new TestAdapter(async (context) => {
      const state = new ConversationState(new BotStateStorage(database()));
      const dialogs = new DialogSet(state.createProperty('dialog'));
      dialogs.add(new TextPrompt('text'));
      dialogs.add(
        new WaterfallDialog('main', [
          (step) => step.prompt('text', 'What is it called?'),
          (step) => {
            Object.assign(step.values, { title: step.result });
            return step.prompt('text', 'Where does it go?');
          },
          async (step) => {
            await step.context.sendActivity(`${Reflect.get(step.values, 'title')} → ${step.result}`);
            return step.endDialog();
          },
        ]),
      );
      const dc = await dialogs.createContext(context);
      const { status } = await dc.continueDialog();
      if (status === 'empty') await dc.beginDialog('main');
      await state.saveChanges(context);
    });

  it('goes on where it stood, and starts afresh when it has ended', async () => {
    await createAdapter()
      .send('hello')
      .assertReply('What is it called?')
      .send('Ünïcödé 😀')
      .assertReply('Where does it go?')
      .send('Field crew')
      .assertReply('Ünïcödé 😀 → Field crew')
      .send('again')
      .assertReply('What is it called?')
      .startTest();
    const rows = await database().query<{ key: string }>('SELECT key FROM bridge.bot_state');
    assert.deepEqual(
      rows.map(({ key }) => key),
      ['test/conversations/Convo1/'],
    );
  });
});
