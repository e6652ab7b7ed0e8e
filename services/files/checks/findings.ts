/** What is found in a container of other things. */
export interface Findings {
  readonly isProgram?: boolean;
  /** Whether it is a container for any files, rather than a document. */
  readonly isArchive?: boolean;
  readonly hasMacros?: boolean;
  readonly isEncrypted?: boolean;
}
