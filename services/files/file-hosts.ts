import type { FileSource } from './file-source.ts';

/**
 * From which hosts each kind of source may be fetched: the name itself, or any name below one that starts
 * with a dot. SharePoint's worldwide, US government and China clouds. Shared clouds on which anybody can
 * register a name, such as trafficmanager.net, are left out on purpose.
 */
export const FILE_HOSTS: Readonly<Record<FileSource['kind'], readonly string[]>> = {
  teamsDownload: ['.sharepoint.com', '.sharepoint.us', '.sharepoint.cn', '.svc.ms'],
  connectorAttachment: [],
  graphShare: [],
  graphHostedContent: [],
};
