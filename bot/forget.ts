import { migrate } from '../services/database/migrate.ts';
import { spoolPrefix } from '../services/database/spool-prefix.ts';
import { openSpool } from '../services/files/spool/open-spool.ts';
import { prefixedSpool } from '../services/files/spool/prefixed-spool.ts';
import { type Forgotten, forgetPerson } from '../services/forwards/tidying/forget-person.ts';
import { readConfig } from './config/read-config.ts';
import { readEnvironment } from './config/read-environment.ts';
import { explain } from './explain.ts';
import { openDatabase } from './open-database.ts';

const USAGE = `Usage: npm run forget -- <person>

Deletes what the bot has stored about a person: the id that Teams (29:…) or Slack (U…) gives, or the object id in
Entra ID. Stop the bot first, unless it runs on PostgreSQL.`;

const [person, ...more] = process.argv.slice(2);
if (person === undefined || person === '' || more.length > 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  try {
    console.log(tell(await forget(person)));
  } catch (error) {
    console.error(explain(error));
    process.exitCode = 1;
  }
}

async function forget(id: string): Promise<Forgotten> {
  const config = readConfig(readEnvironment());
  const database = await openDatabase(config);
  try {
    await migrate(database);
    const spool = prefixedSpool(await openSpool(config.spool), await spoolPrefix(database));
    return await forgetPerson({ database, spool }, id);
  } finally {
    await database.close();
  }
}

function tell({ forwards, files, links, notes, events, underWay }: Forgotten): string {
  const lines = [
    `Deleted: ${forwards} forwards, ${files} files in the spool, ${notes} notes, what ${events} events of Slack say.`,
    `${links} links go on without the name of who made them.`,
    ...(underWay > 0
      ? [`${underWay} forwards are just being posted. Run this again in a few minutes to delete them too.`]
      : []),
    'What is in Kaizala, in the chat, in logs and in backups is not the bot’s to delete.',
  ];
  return lines.join('\n');
}
