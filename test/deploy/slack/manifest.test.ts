import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@slack/web-api/dist/types/request/manifest.js';
import { parse } from 'yaml';
import { SLACK_SCOPES } from '../../../services/slack/slack-scopes.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const TEXT = readFileSync(join(ROOT, 'deploy/slack/manifest.yaml'), 'utf8');

/** What each method of the Web API takes, by Slack's reference; one of several will do. */
const NEEDS: Readonly<Record<string, readonly string[]>> = {
  'apps.connections.open': [],
  'auth.test': [],
  'chat.delete': ['chat:write'],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write'],
  'chat.update': ['chat:write'],
  'conversations.info': ['channels:read', 'groups:read', 'mpim:read'],
  'conversations.open': ['im:write'],
  'files.info': ['files:read'],
  'oauth.v2.access': [],
  'users.info': ['users:read'],
  'views.open': [],
  'views.update': [],
};

/** And each event. */
const HEARD_WITH: Readonly<Record<string, readonly string[]>> = {
  app_mention: ['app_mentions:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  'message.mpim': ['mpim:history'],
  app_uninstalled: [],
  tokens_revoked: [],
};

/** The methods that the code calls on a client. */
function calledMethods(): string[] {
  const sources = ['bot', 'services'].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(ROOT, room, path), 'utf8')),
  );
  const calls = sources.flatMap((text) => [...text.matchAll(/\bclient\.([a-z][A-Za-z0-9.]*\.[a-zA-Z]+)\(/g)]);
  return [...new Set(calls.map(([, method = '']) => method))].sort();
}

describe('the manifest of the Slack app', () => {
  // Its types are those of the Web API's own client.
  const manifest = parse(TEXT) as Manifest;
  const { features = {}, settings = {}, oauth_config: oauth = {} } = manifest;
  const scopes = oauth.scopes?.bot ?? [];

  it('asks for the scopes that the code asks for when a workspace adds the app, and for none of people', () => {
    assert.deepEqual([...scopes].sort(), [...SLACK_SCOPES].sort());
    assert.deepEqual(Object.keys(oauth.scopes ?? {}), ['bot']);
  });

  it('says of every scope what it is for', () => {
    for (const scope of scopes) assert.match(TEXT, new RegExp(`^ {6}- ${scope} # \\w`, 'm'));
  });

  it('asks for no scope in vain, and lacks none for the methods that are called and the events that are heard', () => {
    const called = calledMethods();
    assert.ok(called.includes('chat.postMessage') && called.includes('conversations.info'), called.join());
    const events = settings.event_subscriptions?.bot_events ?? [];
    const needed = [
      ...called.flatMap((method) => NEEDS[method] ?? assert.fail(`${method} is not in the list above`)),
      ...events.flatMap((event) => HEARD_WITH[event] ?? assert.fail(`${event} is not in the list above`)),
      'commands',
    ];
    assert.deepEqual([...new Set(needed)].sort(), [...scopes].sort());
  });

  it('keeps to Slack’s limits', () => {
    const { name, description = '' } = manifest.display_information;
    assert.ok(name.length <= 35 && description.length <= 140);
    assert.match(features.bot_user?.display_name ?? '', /^[a-z0-9._-]{1,80}$/);
    const [command, ...others] = features.slash_commands ?? [];
    assert.ok(command && others.length === 0);
    assert.match(command.command, /^\/[a-z]{1,31}$/);
    assert.ok(command.description.length <= 2000 && (command.usage_hint ?? '').length <= 1000);
    assert.equal(command.should_escape, false);
    const shortcuts = features.shortcuts ?? [];
    assert.ok(shortcuts.length <= 10 && scopes.length <= 255);
    for (const { name: title, callback_id, description: what } of shortcuts) {
      // Of the name the reference says 24 characters.
      assert.ok(title.length <= 24 && callback_id.length <= 255 && what.length <= 150);
    }
  });

  it('lets people write to the bot, and has them do so where the bot listens', () => {
    assert.equal(features.app_home?.messages_tab_enabled, true);
    assert.equal(features.app_home?.messages_tab_read_only_enabled, false);
    const { event_subscriptions: events, interactivity } = settings;
    const urls = [
      features.slash_commands?.[0]?.url,
      events?.request_url,
      interactivity?.request_url,
      interactivity?.message_menu_options_url,
      ...(oauth.redirect_urls ?? []),
    ];
    assert.deepEqual(
      urls,
      ['commands', 'events', 'interactive', 'interactive', 'oauth'].map(
        (path) => `https://bot.example.com/slack/${path}`,
      ),
    );
    assert.equal(interactivity?.is_enabled, true);
    assert.equal(settings.socket_mode_enabled, false);
    assert.equal(settings.token_rotation_enabled, false);
  });

  it('offers the commands that there are', () => {
    const hint = features.slash_commands?.[0]?.usage_hint ?? '';
    const names = readdirSync(join(ROOT, 'bot/commands')).map((file) => file.replace(/\.ts$/, ''));
    const offered = hint.split(' | ').map((usage) => usage.split(' ')[0] ?? '');
    assert.equal(offered.length, 9);
    assert.deepEqual(
      offered.filter((word) => !names.includes(word)),
      [],
    );
  });
});
