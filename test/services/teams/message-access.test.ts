import assert from 'node:assert/strict';
import type { Reply } from '../kaizala/scripted-server.ts';
import { GraphStandIn, TENANT, TOKEN_ROUTE, unhurried } from './graph-stand-in.ts';

const CHAT = '/chats/19%3Ag%40thread.v2/messages/9';
const lookup = {
  kind: 'chatMessage',
  tenantId: TENANT,
  chatId: '19:g@thread.v2',
  messageId: '9',
  withPictures: false,
} as const;
const MESSAGE: Reply = { body: { id: '9', body: { contentType: 'html', content: '' }, attachments: [] } };

async function accessWith(roles: readonly string[] | null, ...replies: Reply[]) {
  const standIn = await GraphStandIn.start({ roles });
  try {
    standIn.answer(CHAT, ...replies);
    return await standIn.services.hasMessageAccess(lookup, unhurried());
  } finally {
    await standIn.close();
  }
}

describe('whether the bot is sent messages that do not mention it', () => {
  it('shows in that Graph lets it read one', async () => {
    for (const roles of [[], ['Files.Read.All', 'ChannelMessage.Read.All'], null]) {
      assert.equal(await accessWith(roles, MESSAGE), 'yes');
    }
  });

  it('does not show where it may read all chats anyway', async () => {
    for (const role of ['Chat.Read.All', 'Chat.ReadWrite.All']) {
      assert.equal(await accessWith([role], MESSAGE), 'unknown');
    }
  });

  it('is not so if Graph refuses it', async () => {
    assert.equal(await accessWith([], { status: 403 }), 'no');
  });

  it('waits for a message that Graph does not know yet, and is unknown if that stays so', async () => {
    assert.equal(await accessWith([], { status: 404 }, MESSAGE), 'yes');
    assert.equal(await accessWith([], { status: 404 }), 'unknown');
    assert.equal(await accessWith([], { status: 500 }), 'unknown');
  });

  it('is not so where the app is not known', async () => {
    const standIn = await GraphStandIn.start();
    try {
      standIn.graph.script(TOKEN_ROUTE, { status: 400, body: { error: 'unauthorized_client' } });
      assert.equal(await standIn.services.hasMessageAccess(lookup, unhurried()), 'no');
    } finally {
      await standIn.close();
    }
  });
});
