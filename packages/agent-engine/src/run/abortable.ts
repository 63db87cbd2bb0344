/** The promise's result, or the signal's reason as soon as it aborts, whichever is first. */
export function abortable<TValue>(promise: Promise<TValue>, signal: AbortSignal): Promise<TValue> {
  if (signal.aborted) {
    promise.catch(ignoreLateFailure);
    return Promise.reject(reasonOf(signal));
  }
  return new Promise((resolve, reject) => {
    const onAbort = (): void => reject(reasonOf(signal));
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

/** The items of a stream; ends with the signal's reason as soon as it aborts, also when the stream does not listen. */
export async function* abortableStream<TItem>(
  stream: AsyncIterable<TItem>,
  signal: AbortSignal,
): AsyncGenerator<TItem> {
  const iterator = stream[Symbol.asyncIterator]();
  let isOver = false;
  try {
    for (;;) {
      const next = await abortable(iterator.next(), signal);
      if (next.done) {
        isOver = true;
        return;
      }
      yield next.value;
    }
  } finally {
    // Not awaited: a stream that does not listen would hold up the abort here.
    if (!isOver) iterator.return?.().catch(ignoreLateFailure);
  }
}

function reasonOf(signal: AbortSignal): Error {
  return signal.reason instanceof Error ? signal.reason : new Error('Aborted', { cause: signal.reason });
}

/** Nobody waits for the work any more, so nobody is there to be told how it failed. */
function ignoreLateFailure(): void {}
