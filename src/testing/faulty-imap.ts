import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

/** What a server does with a message when it is asked for it. */
export type Fault = 'gives' | 'refuses' | 'hangs up' | 'goes silent';

type Held = { readonly uid: number; readonly raw: Buffer; readonly fault: Fault; readonly came: string };

/** An IMAP server of one mailbox that can be told to fail at a message; what it is asked for is in `asked`. */
export async function startFaultyImap() {
  const state = { uidValidity: 1, messages: [] as Held[], asked: [] as number[], twice: false, signsIn: true };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    socket.write('* OK ready\r\n');
    let waiting = '';
    socket.on('data', (chunk) => {
      waiting += chunk.toString('latin1');
      for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + 2);
        answer(socket, line);
      }
    });
  });

  function answer(socket: Socket, line: string) {
    const [tag = '*', ...rest] = line.split(' ');
    const command = rest.join(' ').toUpperCase();
    const done = (text = 'OK done') => socket.write(`${tag} ${text}\r\n`);
    if (command.startsWith('CAPABILITY')) {
      socket.write('* CAPABILITY IMAP4rev1\r\n');
      return done();
    }
    if (command.startsWith('LOGIN')) return done(state.signsIn ? 'OK done' : 'NO [AUTHENTICATIONFAILED] no');
    if (command.startsWith('LIST') || command.startsWith('LSUB')) {
      socket.write(`* ${command.slice(0, 4)} () "/" INBOX\r\n`);
      return done();
    }
    if (command.startsWith('SELECT') || command.startsWith('EXAMINE')) {
      const next = Math.max(0, ...state.messages.map(({ uid }) => uid)) + 1;
      socket.write(
        `* ${state.messages.length} EXISTS\r\n* FLAGS ()\r\n* OK [UIDVALIDITY ${state.uidValidity}] v\r\n* OK [UIDNEXT ${next}] n\r\n`,
      );
      return done('OK [READ-ONLY] done');
    }
    const fetch = /^UID FETCH (\d+)(:\*)? (.*)$/.exec(command);
    if (fetch) return answerFetch(socket, done, Number(fetch[1]), fetch[2] !== undefined, fetch[3]!);
    if (command.startsWith('LOGOUT')) {
      socket.write('* BYE\r\n');
      done();
      return socket.end();
    }
    return done();
  }

  function answerFetch(socket: Socket, done: (text?: string) => void, from: number, range: boolean, what: string) {
    const chosen = state.messages.filter(({ uid }) => (range ? uid >= from : uid === from));
    const last = state.messages.at(-1);
    if (range && chosen.length === 0 && last) chosen.push(last);
    for (const { uid, raw, fault, came } of chosen) {
      const sequence = state.messages.findIndex((one) => one.uid === uid) + 1;
      if (!what.includes('BODY')) {
        const row = `* ${sequence} FETCH (UID ${uid} RFC822.SIZE ${raw.length} INTERNALDATE "${came}")\r\n`;
        socket.write(state.twice ? row + row : row);
        continue;
      }
      state.asked.push(uid);
      if (fault === 'refuses') return done('NO this message is damaged');
      socket.write(`* ${sequence} FETCH (UID ${uid} BODY[] {${raw.length}}\r\n`, 'latin1');
      if (fault === 'hangs up') {
        socket.write(raw.subarray(0, 10));
        return socket.destroy();
      }
      if (fault === 'goes silent') return socket.write(raw.subarray(0, 10));
      socket.write(raw);
      socket.write(')\r\n');
    }
    return done();
  }

  await new Promise<void>((listening) => {
    server.listen(0, '127.0.0.1', listening);
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    state,
    /** Puts a message in, as the last; `came` as servers write it. */
    put: (raw: Buffer | string, fault: Fault = 'gives', came = '15-Apr-2027 10:00:00 +0200') => {
      const uid = Math.max(0, ...state.messages.map((one) => one.uid)) + 1;
      state.messages.push({ uid, raw: Buffer.from(raw), fault, came });
      return uid;
    },
  };
}
