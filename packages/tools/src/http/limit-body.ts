import { CodexError } from '@codexos/utils/errors';

/** The same response with a body that fails once it is larger than `maxBytes`, whatever its headers promised. */
export function limitBody(response: Response, maxBytes: number): Response {
  if (!response.body || NO_BODY.has(response.status)) return response;
  let size = 0;
  const limiter = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      size += piece.byteLength;
      if (size > maxBytes) controller.error(tooLarge(maxBytes));
      else controller.enqueue(piece);
    },
  });
  const limited = new Response(response.body.pipeThrough(limiter), {
    status: response.status,
    statusText: response.statusText,
    headers: new Headers([...response.headers]),
  });
  Object.defineProperty(limited, 'url', { value: response.url });
  return limited;
}

/** A Response object with one of these may not be given a body. */
const NO_BODY = new Set([101, 204, 205, 304]);

function tooLarge(maxBytes: number): CodexError {
  return new CodexError({
    code: 'PAYLOAD_TOO_LARGE',
    message: `The response is larger than the limit of ${maxBytes} bytes.`,
    hint: 'Ask the server for less, or raise the limit.',
  });
}
