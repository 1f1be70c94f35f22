import { request as requestInClear } from 'node:http';
import { request } from 'node:https';
import { type Machine, type Names, only } from '../../platform/outgoing/resolve.ts';
import { targetOf } from './target.ts';

/** What came of a call: the status the other side answered with, or why there was none. */
export type Called = {
  readonly status: number | null;
  /** A word that the page explains (`timeout`, `not-public`, `redirect`…), or what the system said. */
  readonly error: string | null;
  readonly milliseconds: number;
};

const longest = 10_000;

/**
 * Sends a body to an address and takes nothing but the status: no redirect is followed, no answer is read. Ten seconds in all. The
 * name is looked up once, now, and the connection goes to the number that was found and checked.
 */
export async function call(
  address: string,
  sent: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { within = longest, names }: { readonly within?: number; readonly names?: Names } = {},
): Promise<Called> {
  const began = performance.now();
  const done = (status: number | null, error: string | null): Called => ({
    status,
    error,
    milliseconds: Math.round(performance.now() - began),
  });
  if (!URL.canParse(address)) return done(null, 'malformed');
  const url = new URL(address);
  const target = await targetOf(url, undefined, names);
  if (typeof target === 'string') return done(null, target);
  try {
    const status = await post(url, target, sent, within);
    if (status >= 200 && status < 300) return done(status, null);
    return done(status, status >= 300 && status < 400 ? 'redirect' : 'status');
  } catch (error) {
    return done(null, reasonOf(error));
  }
}

function post(
  url: URL,
  target: Machine,
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  within: number,
): Promise<number> {
  return new Promise((answered, failed) => {
    const asked = (url.protocol === 'https:' ? request : requestInClear)(
      url,
      {
        method: 'POST',
        agent: false,
        signal: AbortSignal.timeout(within),
        headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
        lookup: only(target),
      },
      (answer) => {
        answered(answer.statusCode ?? 0);
        answer.destroy();
      },
    );
    asked.on('error', failed);
    asked.end(body);
  });
}

function reasonOf(thrown: unknown): string {
  const error = thrown as NodeJS.ErrnoException;
  if (error.name === 'AbortError' || error.name === 'TimeoutError' || error.code === 'ETIMEDOUT') return 'timeout';
  if (error.code === 'ECONNREFUSED') return 'refused';
  if (error.code === 'ECONNRESET' || error.code === 'EPIPE') return 'reset';
  if (/CERT|SELF_SIGNED|TLS|SSL|ALTNAME/.test(error.code ?? '')) return 'certificate';
  return (error.code ?? error.message).slice(0, 200);
}
