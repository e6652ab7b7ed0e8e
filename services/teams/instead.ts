/** What works without Microsoft Graph: files of a personal chat come with a link of their own. */
export const INSTEAD = 'attach the file from your device in a personal chat with me';
