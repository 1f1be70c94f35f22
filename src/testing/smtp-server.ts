import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterAll } from 'vitest';

export type Received = { readonly to: readonly string[]; readonly from: string; readonly source: string };

/** A server of mail that keeps what it is given, or answers as `onRcptTo` and `onData` say; closed after the test file. */
export async function startSmtpServer(options: SMTPServerOptions & { onReceived?: () => void } = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded)
          return done(Object.assign(new Error('5.3.4 message file too big'), { responseCode: 552 }));
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          source: Buffer.concat(chunks).toString('utf8'),
        });
        options.onReceived?.();
        done();
      });
    },
    ...options,
  });
  server.on('error', () => {}); // a client that was killed
  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  const { port } = server.server.address() as AddressInfo;
  const close = () => new Promise<void>((closed) => server.close(() => closed()));
  try {
    afterAll(close);
  } catch {} // called inside a test, which closes it
  return { port, url: `smtp://127.0.0.1:${port}?tls=none`, received, close };
}

/** A header of a message as it came, unfolded; undefined where there is none. */
export function headerOf(source: string, name: string): string | undefined {
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const line = head.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  return line?.slice(name.length + 1).trim();
}
