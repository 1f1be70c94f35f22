import { text } from '../../kernel/text.ts';
import { StartFailure } from '../database/start-failure.ts';

/** Why the server cannot listen, as a sentence with its remedy; anything unforeseen is passed on. */
export function listenFailure(error: unknown, at: { readonly host: string; readonly port: number }): unknown {
  const { host, port } = at;
  switch ((error as { code?: string }).code) {
    case 'EADDRINUSE':
      return new StartFailure(
        'port-busy',
        text(
          `La porta ${port} è già occupata da un altro programma.`,
          `Port ${port} is already taken by another program.`,
        ),
        text(
          `Fermare quel programma, oppure scegliere un’altra porta: npm start -- --port ${port === 65535 ? 8080 : port + 1}.`,
          `Stop that program, or choose another port: npm start -- --port ${port === 65535 ? 8080 : port + 1}.`,
        ),
        error,
      );
    case 'EACCES':
      return new StartFailure(
        'port-not-allowed',
        text(`Questo utente non può aprire la porta ${port}.`, `This user may not open port ${port}.`),
        text(
          'Scegliere una porta da 1024 in su: npm start -- --port 8080.',
          'Choose a port from 1024 up: npm start -- --port 8080.',
        ),
        error,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartFailure(
        'host-unknown',
        text(`L’indirizzo ${host} non è di questa macchina.`, `The address ${host} is not one of this machine.`),
        text(
          'Indicare 127.0.0.1, 0.0.0.0 o un indirizzo della macchina con --host.',
          'Give 127.0.0.1, 0.0.0.0 or an address of the machine with --host.',
        ),
        error,
      );
    default:
      return error;
  }
}
