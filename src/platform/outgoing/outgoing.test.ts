import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { StartFailure } from '../database/start-failure.ts';
import { checkNetworkSettings } from './check-settings.ts';
import { forbiddenNetworks, isIn, readNetworks } from './networks.ts';
import { outgoingFetch } from './outgoing-fetch.ts';
import { NotAllowed, resolved } from './resolve.ts';

let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void = (_request, response) =>
  response.end();
let asked = 0;
const other = createServer((request, response) => {
  asked += 1;
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => answer(request, response, Buffer.concat(chunks).toString()));
});
await new Promise<void>((ready) => {
  other.listen(0, '127.0.0.1', ready);
});
const address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
afterAll(() => {
  other.closeAllConnections();
  other.close();
});
afterEach(() => {
  vi.unstubAllEnvs();
  asked = 0;
});

describe('a list of networks', () => {
  test('is read with commas or spaces; what is none is said', () => {
    const { networks, wrong } = readNetworks('10.20.0.0/16, fd12::/16 2001:db8::1/128\n10.0.0.300/8 dieci 10.0.0.1');
    expect(networks.map(([network, bits]) => `${network}/${bits}`)).toEqual([
      '10.20.0.0/16',
      'fd12::/16',
      '2001:db8::1/128',
    ]);
    expect(wrong).toEqual(['10.0.0.300/8', 'dieci', '10.0.0.1']);
    expect(readNetworks(undefined)).toEqual({ networks: [], wrong: [] });
  });

  test.each(['COMUNANZA_WEBHOOK_NETWORKS', 'COMUNANZA_FORBIDDEN_NETWORKS'])(
    'that cannot be read, in %s, is a reason for not starting',
    (name) => {
      expect(() => checkNetworkSettings({ [name]: '10.0.0.0/8 fd00::/8' })).not.toThrow();
      const wrong = () => checkNetworkSettings({ [name]: '10.0.0.0/33, rete-interna' });
      expect(wrong).toThrow(StartFailure);
      expect(wrong).toThrow(`In ${name} non è una rete: «10.0.0.0/33», «rete-interna».`);
    },
  );
});

describe('what must not be called', () => {
  test('is what the setting says, and link-local machines always, however they are written', () => {
    const forbidden = forbiddenNetworks('10.9.0.0/16');
    for (const one of ['10.9.1.1', '::ffff:10.9.1.1', '169.254.169.254', '::ffff:a9fe:a9fe', 'fe80::1'])
      expect(isIn(one, forbidden), one).toBe(true);
    for (const one of ['10.8.1.1', '127.0.0.1', '93.184.216.34', 'fd00::1'])
      expect(isIn(one, forbidden), one).toBe(false);
  });

  test('is not connected to, by number or by name, and one bad machine of a name is enough', async () => {
    const names = async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '169.254.169.254', family: 4 },
    ];
    await expect(resolved('rinvio.example', { names })).rejects.toThrow(NotAllowed);
    await expect(resolved('[::ffff:169.254.169.254]')).rejects.toThrow(NotAllowed);
    expect(await resolved('127.0.0.1')).toEqual({ address: '127.0.0.1', family: 4 });
    vi.stubEnv('COMUNANZA_FORBIDDEN_NETWORKS', '127.0.0.0/8 ::1/128');
    for (const url of [address, address.replace('127.0.0.1', 'localhost')])
      await expect(outgoingFetch(url)).rejects.toMatchObject({ cause: { code: 'ENOTALLOWED' } });
    expect(asked).toBe(0);
  });
});

describe('a question to a provider', () => {
  test('goes with its method, headers and words, and comes back whole', async () => {
    answer = (request, response, body) =>
      response
        .writeHead(201, { 'content-type': 'application/json', 'set-cookie': ['a=1', 'b=2'] })
        .end(JSON.stringify([request.method, request.headers['content-type'], request.headers.accept, body]));
    const said = await outgoingFetch(`${address}/token?x=1`, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams({ code: 'à' }),
    });
    expect([said.status, said.headers.getSetCookie()]).toEqual([201, ['a=1', 'b=2']]);
    expect(await said.json()).toEqual([
      'POST',
      'application/x-www-form-urlencoded;charset=UTF-8',
      'application/json',
      'code=%C3%A0',
    ]);
  });

  test('follows no redirect', async () => {
    answer = (_request, response) => response.writeHead(302, { location: `${address}/altrove` }).end();
    expect((await outgoingFetch(address)).status).toBe(302);
    expect(asked).toBe(1);
  });

  test('waits no longer than it is told, and takes no endless answer', async () => {
    answer = () => {};
    await expect(outgoingFetch(address, { signal: AbortSignal.timeout(100) })).rejects.toThrow(TypeError);
    answer = (_request, response) => {
      const more = () => response.write(Buffer.alloc(65_536)) && setImmediate(more);
      response.on('drain', more);
      more();
    };
    await expect(outgoingFetch(address)).rejects.toMatchObject({ cause: { message: 'the answer is too large' } });
  });
});
