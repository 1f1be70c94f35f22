import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Asked } from './request.ts';

export type Told = {
  readonly statusCode: number;
  readonly headers: IncomingHttpHeaders;
  readonly rawPayload: Buffer;
  /** A stream of events, of which only the first is here: whoever asked went away after it. */
  readonly goesOn: boolean;
};

/** Asks without a socket, and reads the whole answer; of a stream of events the first, and goes away as a browser does. */
export async function askInside(
  server: FastifyInstance,
  { method, url, payload }: Asked,
  headers: Readonly<Record<string, string>>,
): Promise<Told> {
  const response = await server.inject({
    method,
    url,
    headers,
    payloadAsStream: true,
    ...(payload === undefined ? {} : { payload }),
  });
  const goesOn = String(response.headers['content-type']).startsWith('text/event-stream');
  const chunks: Buffer[] = [];
  for await (const chunk of response.stream()) {
    chunks.push(chunk as Buffer);
    if (goesOn && Buffer.concat(chunks).includes('\n\n')) {
      response.raw.res.destroy();
      break;
    }
  }
  return {
    statusCode: response.statusCode,
    headers: response.headers as IncomingHttpHeaders,
    rawPayload: Buffer.concat(chunks),
    goesOn,
  };
}
