/** Slack's words for where an external file lies; those but for gdrive are inferred. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['gdrive', 'Google Drive'],
  ['dropbox', 'Dropbox'],
  ['box', 'Box'],
  ['onedrive', 'OneDrive'],
  ['onedrive_business', 'OneDrive'],
  ['sharepoint', 'SharePoint'],
]);

/** Where a file lies that Slack only links to, as people know it. */
export function externalService(externalType: string | undefined): string {
  return NAMES.get(externalType ?? '') ?? 'another service';
}
