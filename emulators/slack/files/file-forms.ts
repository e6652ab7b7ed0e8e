/** A file as events, messages and `files.info` show it. */
export interface FileForm {
  readonly id: string;
  readonly [field: string]: unknown;
}

/** A file that was deleted. */
export function tombstone(id: string): FileForm {
  return { id, mode: 'tombstone' };
}

/** A file beyond what a free plan keeps. */
export function hiddenByLimit(id: string): FileForm {
  return { id, mode: 'hidden_by_limit' };
}

/** A file of another organisation, of which `files.info` tells more. */
export function connectStub(id: string): FileForm {
  return { id, created: 0, timestamp: 0, user: '', mode: 'file_access', file_access: 'check_file_info' };
}

/** A file that lies elsewhere, at an address of the poster's choice. */
export function externalFile(
  id: string,
  url: string,
  fields: Readonly<Record<string, unknown>> = {},
): FileForm {
  return {
    id,
    name: 'spec',
    title: 'spec',
    mimetype: 'application/vnd.google-apps.document',
    filetype: 'gdoc',
    mode: 'external',
    is_external: true,
    external_type: 'gdrive',
    external_id: '1a2b',
    external_url: url,
    url_private: url,
    size: 0,
    file_access: 'visible',
    ...fields,
  };
}
