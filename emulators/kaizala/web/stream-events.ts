import type { ServerResponse } from 'node:http';
import type { EmulatorState } from '../state/emulator-state.ts';
import type { Post } from '../state/state-record.ts';
import { postView } from './post-view.ts';

/** `GET /emulator/events`: each new post as a server-sent event named `post`, until the client leaves. */
export function streamEvents(state: EmulatorState, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 1000\n\n');
  const send = (post: Post) => {
    response.write(`event: post\ndata: ${JSON.stringify(postView(state, post))}\n\n`);
  };
  state.events.on('post', send);
  response.once('close', () => state.events.off('post', send));
}
