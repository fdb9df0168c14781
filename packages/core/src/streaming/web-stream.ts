/** A web stream of pieces, which are asked for when it is read; cancelling it gives them up. */
export function webStreamOf(
  pieces: AsyncIterator<Uint8Array, void>,
  cancel: () => Promise<void>,
): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel,
    },
    { highWaterMark: 0 },
  );
}
