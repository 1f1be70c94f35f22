import { request as requestInClear } from 'node:http';
import { request } from 'node:https';
import { only, resolved } from './resolve.ts';

const largest = 2_000_000;
const longest = 8_000;

/**
 * `fetch` for addresses that somebody wrote into a setting: the machine is looked up once, refused where it lies in a forbidden
 * network, and connected to by its number; no redirect is followed, and an answer of more than 2 MB or 8 seconds is a failure, thrown
 * as the `TypeError` that `fetch` throws.
 */
export async function outgoingFetch(
  address: string | URL,
  asked: {
    readonly method?: string;
    readonly headers?: ConstructorParameters<typeof Headers>[0];
    readonly body?: unknown;
    readonly signal?: AbortSignal | null | undefined;
  } = {},
): Promise<Response> {
  const url = new URL(address);
  const whole = new Request(url, {
    method: asked.method ?? 'GET',
    headers: new Headers(asked.headers),
    ...(asked.body === undefined || asked.body === null ? {} : { body: asked.body as string }),
  });
  const body = Buffer.from(await whole.arrayBuffer());
  const signal = AbortSignal.any([AbortSignal.timeout(longest), ...(asked.signal ? [asked.signal] : [])]);
  try {
    const machine = await resolved(url.hostname);
    return await answered(url, { whole, body, signal, machine });
  } catch (error) {
    throw new TypeError('fetch failed', { cause: error });
  }
}

function answered(
  url: URL,
  {
    whole,
    body,
    signal,
    machine,
  }: { whole: Request; body: Buffer; signal: AbortSignal; machine: Parameters<typeof only>[0] },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? request : requestInClear)(
      url,
      {
        method: whole.method,
        agent: false,
        signal,
        lookup: only(machine),
        headers: { ...Object.fromEntries(whole.headers), 'content-length': body.length },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        let size = 0;
        answer.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size > largest) answer.destroy(new Error('the answer is too large'));
          else chunks.push(chunk);
        });
        answer.on('error', reject);
        answer.on('end', () => {
          const status = answer.statusCode ?? 502;
          const headers = new Headers();
          for (const [name, value] of Object.entries(answer.headersDistinct))
            for (const one of value ?? []) headers.append(name, one);
          const empty = status === 204 || status === 304 || status < 200;
          resolve(new Response(empty ? null : Buffer.concat(chunks), { status: status < 200 ? 502 : status, headers }));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
