import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Kaizala } from '../api/call.ts';
import type { FaultPlan } from '../faults/fault-plan.ts';
import { answerJson } from '../http/answer-json.ts';
import { listGroups } from './list-groups.ts';
import { serveFaults } from './serve-faults.ts';
import { serveMedia } from './serve-media.ts';
import { servePage } from './serve-page.ts';
import { servePosts } from './serve-posts.ts';
import { streamEvents } from './stream-events.ts';

/** Serves what isn't Kaizala: the page, its data, the posts of others, and the faults. Returns false, with nothing sent, for all else. */
export async function serveWeb(
  kaizala: Kaizala,
  faults: FaultPlan,
  { pathname, searchParams }: URL,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  if (pathname === '/emulator/faults') return serveFaults(faults, request, response);
  if (pathname === '/emulator/posts') return servePosts(kaizala, searchParams, request, response);
  if (request.method !== 'GET') return false;
  const [, folder, name] = /^\/(page|emulator\/media)\/([^/]+)$/.exec(pathname) ?? [];
  if (folder === 'page') return servePage(response, name ?? '');
  if (folder === 'emulator/media') return serveMedia(kaizala, name ?? '', request, response);
  switch (pathname) {
    case '/emulator/groups':
      answerJson(response, 200, { groups: listGroups(kaizala.state) });
      return true;
    case '/emulator/events':
      streamEvents(kaizala.state, response);
      return true;
    default:
      return /^\/(groups\/[^/]+)?$/.test(pathname) && servePage(response, 'index.html');
  }
}
