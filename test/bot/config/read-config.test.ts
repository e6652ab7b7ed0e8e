import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { ConfigurationError } from '../../../bot/config/configuration-error.ts';
import { readConfig } from '../../../bot/config/read-config.ts';

const KAIZALA = {
  KAIZALA_API_ROOT: 'https://kaizala.example.com',
  KAIZALA_APPLICATION_ID: 'id',
  KAIZALA_APPLICATION_SECRET: 'secret',
  KAIZALA_REFRESH_TOKEN: 'token',
};
const BOT = { MicrosoftAppId: 'app', MicrosoftAppPassword: 'password', MicrosoftAppTenantId: 'tenant' };

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    assert.ok(error instanceof ConfigurationError);
    return error.problems;
  }
  return [];
}

describe('readConfig', () => {
  it('has a default for everything, on loopback and with the emulator', () => {
    assert.deepEqual(readConfig({}), {
      port: 3978,
      host: '127.0.0.1',
      logLevel: 'info',
      dataDir: resolve('data'),
      callsPerMinute: 100,
      heartbeatSeconds: 20,
      emulatorPort: 3979,
      maxFileBytes: 100 * 1024 * 1024,
      fileHosts: [],
      allowedTenants: [],
      allowedGroupIds: [],
      encryptionKeys: [],
      limits: { filesPerMessage: 100, openForwards: 200 },
      content: { macros: 'refuse', encrypted: 'refuse', stripsPhotoMetadata: false },
      servesActivities: true,
      slackApiUrl: 'https://slack.com/api/',
      slackAllowsExternal: false,
      links: { policy: 'owners', adminIds: [] },
      albumMaxPictures: 20,
      joinPicturesSeconds: 5,
      retention: { unansweredDays: 7, failedFilesHours: 24, historyDays: 90 },
      spool: { kind: 'folder', folder: resolve('data/spool'), minFreeBytes: 256 * 1024 * 1024 },
    });
  });

  it('takes an empty variable as one that is not set', () => {
    assert.deepEqual(readConfig({ PORT: '', KAIZALA_API_ROOT: ' ', HOST: '' }), readConfig({}));
  });

  it('reads the bot’s and Kaizala’s credentials, and then listens on all addresses', () => {
    const config = readConfig({ ...KAIZALA, ...BOT, KAIZALA_DEFAULT_GROUP_ID: 'g@1' });
    assert.equal(config.host, '0.0.0.0');
    assert.deepEqual(config.bot, {
      type: 'SingleTenant',
      appId: 'app',
      password: 'password',
      tenantId: 'tenant',
    });
    assert.equal(config.kaizala?.apiRoot, 'https://kaizala.example.com');
    assert.equal(config.defaultGroupId, 'g@1');
  });

  it('asks Graph as the bot, and a stand-in on loopback without credentials', () => {
    const graph = { root: 'https://graph.microsoft.com', loginRoot: 'https://login.microsoftonline.com' };
    assert.deepEqual(readConfig(BOT).graph, { ...graph, clientId: 'app', clientSecret: 'password' });
    assert.equal(readConfig({ GRAPH_ROOT: 'https://graph.example.com' }).graph, undefined);
    assert.deepEqual(
      readConfig({ GRAPH_ROOT: 'http://127.0.0.1:9/graph/', GRAPH_LOGIN_ROOT: 'http://127.0.0.1:9/login' })
        .graph,
      {
        root: 'http://127.0.0.1:9/graph',
        loginRoot: 'http://127.0.0.1:9/login',
        clientId: 'local',
        clientSecret: 'local',
      },
    );
  });

  it('reads who may link, and refuses a policy under which nobody could', () => {
    const { links } = readConfig({ LINK_POLICY: 'admins', ADMIN_IDS: 'a, b,', LINKS_FILE: 'links.yaml' });
    assert.deepEqual(links, { policy: 'admins', adminIds: ['a', 'b'], file: resolve('links.yaml') });
    assert.match(problemsOf({ LINK_POLICY: 'admins' }).join(), /ADMIN_IDS/);
    assert.match(problemsOf({ LINK_POLICY: 'everyone' }).join(), /admins, owners or anyone/);
  });

  it('refuses a default group that is not allowed', () => {
    const environment = { KAIZALA_DEFAULT_GROUP_ID: 'b', ALLOWED_GROUP_IDS: 'a' };
    assert.match(problemsOf(environment).join(), /KAIZALA_DEFAULT_GROUP_ID: is not among ALLOWED_GROUP_IDS/);
    assert.equal(readConfig({ ...environment, ALLOWED_GROUP_IDS: 'a,b' }).defaultGroupId, 'b');
  });

  it('puts the spool into a folder of its own if one is named', () => {
    assert.deepEqual(readConfig({ SPOOL_DIR: '/mnt/spool', SPOOL_MIN_FREE_BYTES: '0' }).spool, {
      kind: 'folder',
      folder: '/mnt/spool',
      minFreeBytes: 0,
    });
  });

  it('puts the spool into Azure Blob Storage if there is a connection string', () => {
    const connectionString = 'UseDevelopmentStorage=true';
    assert.deepEqual(
      readConfig({ AZURE_STORAGE_CONNECTION_STRING: connectionString, SPOOL_DIR: '/mnt/spool' }).spool,
      { kind: 'blob', connectionString, container: 'kaizala-bridge-spool' },
    );
  });

  for (const connectionString of [
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=MARK',
    'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=MARK?;EndpointSuffix=core.windows.net',
    'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=MARK;EndpointSuffix=core.windows.net',
    'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=MARK;BlobEndpoint=http://files.test/a',
    'AccountName=a;AccountKey=MARK;EndpointSuffix=core.windows.net',
    'BlobEndpoint=https://a.blob.core.windows.net',
    'BlobEndpoint=a.blob.core.windows.net;SharedAccessSignature=sig=MARK',
    'MARK',
  ]) {
    it(`refuses the connection string ${connectionString}, and repeats none of it`, () => {
      const [problem = '', ...others] = problemsOf({ AZURE_STORAGE_CONNECTION_STRING: connectionString });
      assert.match(problem, /^AZURE_STORAGE_CONNECTION_STRING: (is not|must name an https)/);
      assert.doesNotMatch(problem, /MARK/);
      assert.deepEqual(others, []);
    });
  }

  for (const container of ['ab', 'Upper', 'double--hyphen', '-first', 'last-', 'a'.repeat(64)]) {
    it(`refuses the container ${container}`, () => {
      const [problem = '', ...others] = problemsOf({ AZURE_STORAGE_CONTAINER: container });
      assert.match(problem, /^AZURE_STORAGE_CONTAINER: must have 3 to 63/);
      assert.deepEqual(others, []);
    });
  }

  it('reports every problem at once, each with its variable', () => {
    const problems = problemsOf({
      PORT: 'http',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://x',
      MAX_FILE_BYTES: '-1',
      FILE_HOSTS: 'good.test, http://bad.test/x',
      UNANSWERED_DAYS: '0',
      FAILED_FILES_HOURS: 'a day',
      HISTORY_DAYS: 'Infinity',
      SPOOL_MIN_FREE_BYTES: 'little',
      KAIZALA_APPLICATION_ID: 'id',
      MicrosoftAppPassword: 'password',
    });
    assert.deepEqual(problems.map((problem) => problem.split(':')[0]).sort(), [
      'DATABASE_URL',
      'FAILED_FILES_HOURS',
      'FILE_HOSTS',
      'HISTORY_DAYS',
      'KAIZALA_API_ROOT',
      'KAIZALA_APPLICATION_SECRET',
      'KAIZALA_REFRESH_TOKEN',
      'LOG_LEVEL',
      'MAX_FILE_BYTES',
      'MicrosoftAppId',
      'PORT',
      'SPOOL_MIN_FREE_BYTES',
      'UNANSWERED_DAYS',
    ]);
  });

  for (const name of Object.keys(KAIZALA) as (keyof typeof KAIZALA)[]) {
    it(`names ${name} when it alone is missing`, () => {
      const [problem, ...others] = problemsOf({ ...KAIZALA, [name]: '' });
      assert.match(problem ?? '', new RegExp(`^${name}: is missing`));
      assert.deepEqual(others, []);
    });
  }

  for (const [what, environment, complaint] of [
    ['a single-tenant bot without its tenant', { ...BOT, MicrosoftAppTenantId: '' }, /MicrosoftAppTenantId/],
    ['a bot without its password', { ...BOT, MicrosoftAppPassword: '' }, /MicrosoftAppPassword/],
    ['an unknown type of bot', { ...BOT, MicrosoftAppType: 'Tenantless' }, /MicrosoftAppType: must be/],
    [
      'an API root without TLS',
      { ...KAIZALA, KAIZALA_API_ROOT: 'http://kaizala.test' },
      /must be an https url/,
    ],
    ['all names of a top-level domain as file hosts', { FILE_HOSTS: '.com' }, /FILE_HOSTS: "\.com" is not/],
    ['a suffix with a port', { FILE_HOSTS: '.files.test:8443' }, /FILE_HOSTS: "\.files\.test:8443" is not/],
    ['another address without credentials', { HOST: '0.0.0.0' }, /HOST: without MicrosoftAppId anybody/],
  ] as const) {
    it(`refuses ${what}`, () => {
      const [problem, ...others] = problemsOf(environment);
      assert.match(problem ?? '', complaint);
      assert.deepEqual(others, []);
    });
  }

  for (const environment of [
    { ...BOT, MicrosoftAppType: 'MultiTenant', MicrosoftAppTenantId: '' },
    { ...BOT, MicrosoftAppType: 'UserAssignedMSI', MicrosoftAppPassword: '' },
    { ...KAIZALA, KAIZALA_API_ROOT: 'http://127.0.0.1:3979' },
    { HOST: '127.0.0.2' },
    { HOST: 'localhost' },
    { HOST: '::1' },
    { FILE_HOSTS: 'Files.Example.com, 127.0.0.1:8080,[::1]:9000, .Files.example.com' },
    { AZURE_STORAGE_CONTAINER: 'a-1' },
    ...[
      'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=a2V5Cg==;EndpointSuffix=core.windows.net',
      'DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;BlobEndpoint=http://127.0.0.1:10000/a;',
      'BlobEndpoint=https://a.blob.core.windows.net/;SharedAccessSignature=sv=2024&sig=x%3D',
    ].map((connectionString) => ({ AZURE_STORAGE_CONNECTION_STRING: connectionString })),
  ]) {
    it(`accepts ${JSON.stringify(environment)}`, () => {
      assert.deepEqual(problemsOf(environment), []);
    });
  }
});
