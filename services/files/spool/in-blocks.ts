/** The same bytes in blocks of one size; the last may be shorter. A block is not touched again once it is out. */
export async function* inBlocks(
  bytes: AsyncIterable<Uint8Array>,
  blockBytes: number,
): AsyncGenerator<Buffer> {
  let block = Buffer.allocUnsafe(blockBytes);
  let filled = 0;
  for await (const chunk of bytes) {
    let rest = chunk;
    while (rest.length > 0) {
      const fitting = rest.subarray(0, blockBytes - filled);
      block.set(fitting, filled);
      filled += fitting.length;
      rest = rest.subarray(fitting.length);
      if (filled === blockBytes) {
        yield block;
        block = Buffer.allocUnsafe(blockBytes);
        filled = 0;
      }
    }
  }
  if (filled > 0) yield block.subarray(0, filled);
}
