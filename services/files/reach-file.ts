import { DownloadError } from './download-error.ts';
import type { FileAccess, GraphFiles, SlackFiles } from './file-access.ts';
import type { FileSource } from './file-source.ts';
import type { Reach } from './reach.ts';
import { reachAttachment } from './reach-attachment.ts';

/**
 * Turns a source into what is to be requested.
 * @throws BridgeError in words for the person
 */
export async function reachFile(source: FileSource, access: FileAccess, signal: AbortSignal): Promise<Reach> {
  switch (source.kind) {
    case 'teamsDownload':
      return reachTeamsDownload(source, access.graph, signal);
    case 'connectorAttachment':
      return reachAttachment(source, access.botTokens, signal);
    case 'graphShare':
      return graphOf(access).reachShare(source, signal);
    case 'graphHostedContent':
      return graphOf(access).reachHostedContent(source, signal);
    case 'slackFile':
      return slackOf(access).reach(source, signal);
    default:
      return source satisfies never;
  }
}

/** Some clients send a link for browsers in place of one that gives bytes: only Graph gets at those. */
function reachTeamsDownload(
  { kind, url, share }: Extract<FileSource, { kind: 'teamsDownload' }>,
  graph: GraphFiles | undefined,
  signal: AbortSignal,
): Reach {
  const reach = { kind, url: new URL(url) };
  if (!share || !graph) return reach;
  return {
    ...reach,
    instead: async (error) => {
      if (error.isDeadLink) return graph.reachShare(share, signal);
      throw error;
    },
  };
}

function slackOf({ slack }: FileAccess): SlackFiles {
  if (slack) return slack;
  throw DownloadError.noSlack();
}

function graphOf({ graph }: FileAccess): GraphFiles {
  if (graph) return graph;
  throw DownloadError.noGraph();
}
