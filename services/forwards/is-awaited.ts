/** Whether anybody waits for an answer to a message: what people say to each other has no files as a rule. */
export function isAwaited({
  isAddressed,
  namesFiles,
}: {
  readonly isAddressed: boolean;
  readonly namesFiles: boolean;
}): boolean {
  return isAddressed || namesFiles;
}
