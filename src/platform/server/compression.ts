import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const compressible = /^(?:text\/|application\/(?:[\w.+-]*json|[\w.+-]*xml|yaml|javascript)|image\/svg)/;

/** Compresses what pages and the API answer (files of assets lie there compressed): Brotli where the caller takes it, else GZIP. */
export function compressAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    const type = reply.getHeader('content-type');
    if (payload.length < 600 || reply.hasHeader('content-encoding') || !compressible.test(String(type ?? '')))
      return payload;
    reply.header('vary', vary(reply.getHeader('vary'), 'Accept-Encoding'));
    const accepted = String(request.headers['accept-encoding'] ?? '');
    if (/\bbr\b/.test(accepted)) {
      reply.header('content-encoding', 'br').removeHeader('content-length');
      return brotli(payload, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: 5,
          [constants.BROTLI_PARAM_LGWIN]: 18,
          [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
          [constants.BROTLI_PARAM_SIZE_HINT]: payload.length,
        },
      });
    }
    if (/\bgzip\b/.test(accepted)) {
      reply.header('content-encoding', 'gzip').removeHeader('content-length');
      return gzipped(payload, { level: 6 });
    }
    return payload;
  });
}

function vary(present: unknown, name: string): string {
  const names = String(present ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return names.some((given) => given.toLowerCase() === name.toLowerCase())
    ? names.join(', ')
    : [...names, name].join(', ');
}
