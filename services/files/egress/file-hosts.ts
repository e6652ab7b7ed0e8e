import type { FileSource } from '../file-source.ts';

const SHAREPOINT = ['.sharepoint.com', '.sharepoint.us', '.sharepoint.cn', '.svc.ms'];

/**
 * From which hosts each kind of source may be fetched: the name itself, or any name below one that starts
 * with a dot. SharePoint's worldwide, US government and China clouds. Shared clouds on which anybody can
 * register a name, such as trafficmanager.net, are left out on purpose. What the connector and Graph keep
 * themselves lies at their own origin, which the source tells, and nowhere else.
 */
export const FILE_HOSTS: Readonly<Record<FileSource['kind'], readonly string[]>> = {
  teamsDownload: SHAREPOINT,
  connectorAttachment: [],
  graphShare: SHAREPOINT,
  graphHostedContent: [],
  // The hosts of Slack are inferred, like those of its Enterprise edition.
  slackFile: ['slack.com', '.slack.com', 'slack-files.com'],
};
