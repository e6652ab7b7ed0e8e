/** The kinds of media post, with the number each has inside a media resource (Album's is inferred). */
export const ACTION_TYPE_NUMBERS = { Image: 1, Album: 2, Audio: 5, Document: 6, Video: 10 } as const;

export type ActionType = keyof typeof ACTION_TYPE_NUMBERS;

export interface MediaFormat {
  /** What a single file of this format is posted as. */
  readonly actionType: Exclude<ActionType, 'Album'>;
  readonly extensions: readonly string[];
  /** Accepted content types; the first is the one that stored files are served with. */
  readonly contentTypes: readonly [string, ...string[]];
}

const OPEN_XML = 'application/vnd.openxmlformats-officedocument';

/** Every format that Kaizala takes. The contract lists the extensions; the types are their registered ones. */
export const MEDIA_FORMATS: readonly MediaFormat[] = [
  { actionType: 'Image', extensions: ['.jpg', '.jpeg'], contentTypes: ['image/jpeg'] },
  { actionType: 'Image', extensions: ['.png'], contentTypes: ['image/png'] },
  { actionType: 'Audio', extensions: ['.mp3'], contentTypes: ['audio/mpeg', 'audio/mp3'] },
  {
    actionType: 'Audio',
    extensions: ['.wav'],
    contentTypes: ['audio/wav', 'audio/wave', 'audio/x-wav', 'audio/vnd.wave'],
  },
  { actionType: 'Document', extensions: ['.pdf'], contentTypes: ['application/pdf'] },
  { actionType: 'Document', extensions: ['.doc'], contentTypes: ['application/msword'] },
  { actionType: 'Document', extensions: ['.xls'], contentTypes: ['application/vnd.ms-excel'] },
  { actionType: 'Document', extensions: ['.ppt'], contentTypes: ['application/vnd.ms-powerpoint'] },
  {
    actionType: 'Document',
    extensions: ['.docx'],
    contentTypes: [`${OPEN_XML}.wordprocessingml.document`],
  },
  { actionType: 'Document', extensions: ['.xlsx'], contentTypes: [`${OPEN_XML}.spreadsheetml.sheet`] },
  {
    actionType: 'Document',
    extensions: ['.pptx'],
    contentTypes: [`${OPEN_XML}.presentationml.presentation`],
  },
  { actionType: 'Video', extensions: ['.mp4'], contentTypes: ['video/mp4'] },
  { actionType: 'Video', extensions: ['.3gpp'], contentTypes: ['video/3gpp'] },
];
