import { randomBytes } from 'node:crypto';
import { type Refusal, Refused } from '../../kernel/result.ts';
import { type Text, text } from '../../kernel/text.ts';
import type { Problem } from '../page.ts';
import { BadInput } from '../problem.ts';

/** Anything that is not an answer, as a page or the API tells it. */
export type Failure = {
  readonly status: number;
  readonly title: Text;
  readonly detail?: Text;
  readonly problems: readonly Problem[];
  readonly refusals: readonly Refusal[];
  /** For faults: what to quote when asking for help; the log has the rest under it. */
  readonly reference?: string;
};

const statusOf: Readonly<Record<Refusal['kind'], number>> = { rule: 422, conflict: 409, forbidden: 403, missing: 404 };

const titles: Readonly<Record<number, Text>> = {
  400: text('La richiesta non è utilizzabile', 'The request cannot be used'),
  401: text('Serve l’accesso', 'Signing in is needed'),
  403: text('Operazione non consentita', 'Not allowed'),
  404: text('Pagina non trovata', 'Page not found'),
  405: text('Metodo non previsto', 'Method not available'),
  406: text('Formato non disponibile', 'Format not available'),
  408: text('La richiesta ha impiegato troppo tempo', 'The request took too long'),
  409: text('Lo stato delle cose non lo permette', 'The state of things does not allow it'),
  413: text('L’invio è troppo grande', 'What was sent is too large'),
  415: text('Formato non accettato', 'Format not accepted'),
  422: text('Una regola non lo permette', 'A rule does not allow it'),
  429: text('Troppe richieste in poco tempo', 'Too many requests in a short time'),
  500: text('Si è verificato un guasto', 'Something broke'),
  503: text('Servizio momentaneamente occupato', 'The service is busy for the moment'),
};

const details: Readonly<Record<number, Text>> = {
  400: text('La richiesta è incompleta o scritta male.', 'The request is incomplete or malformed.'),
  403: text('La richiesta non è ammessa.', 'The request is not allowed.'),
  404: text('L’indirizzo non corrisponde a nulla di visibile.', 'The address leads to nothing that can be seen.'),
  405: text('Questo indirizzo non accetta il metodo usato.', 'This address does not take the method used.'),
  408: text('Conviene riprovare tra poco.', 'Please try again shortly.'),
  413: text(
    'Il limite è di 20 MB per file e di 1 MB per gli altri dati.',
    'The limit is 20 MB a file and 1 MB for anything else.',
  ),
  415: text(
    'Il contenuto non è in un formato che questo indirizzo accetta.',
    'The content is not in a format this address takes.',
  ),
  429: text('Conviene attendere un minuto e riprovare.', 'Please wait a minute and try again.'),
  500: text(
    'Non è stato salvato nulla. Il guasto è registrato: per chiedere aiuto basta citare il riferimento.',
    'Nothing was stored. The fault is on record: quote the reference when asking for help.',
  ),
  503: text('Conviene riprovare tra qualche secondo.', 'Please try again in a few seconds.'),
};

/** Thrown where there is no person's mistake nor rule: a status and, where useful, a sentence. */
export class HttpFailure extends Error {
  readonly status: number;
  readonly detail: Text | undefined;
  constructor(status: number, detail?: Text) {
    super(detail?.en ?? String(status));
    this.status = status;
    this.detail = detail;
  }
}

/** What a thrown thing comes down to, for whoever asked. Faults get a reference. */
export function failureOf(error: unknown): Failure {
  if (error instanceof BadInput) return plain(400, { problems: error.problems });
  if (error instanceof Refused) {
    const first = error.refusals[0];
    return plain(first ? statusOf[first.kind] : 422, { refusals: error.refusals });
  }
  if (error instanceof HttpFailure) return plain(error.status, error.detail ? { detail: error.detail } : {});
  const status = (error as { statusCode?: unknown })?.statusCode;
  if (typeof status === 'number' && status >= 400 && status < 500) return plain(status);
  if (status === 503 || isCrowded(error)) return plain(503);
  return plain(500, { reference: randomBytes(5).toString('hex').toUpperCase() });
}

/** Nobody gave back a connection to the database in time: too many ask at once, and nothing was done. */
function isCrowded(error: unknown): boolean {
  return error instanceof Error && error.message === 'timeout exceeded when trying to connect';
}

function plain(status: number, more: Partial<Failure> = {}): Failure {
  const known = titles[status] ? status : status < 500 ? 400 : 500;
  const said = more.problems || more.refusals;
  return {
    status,
    title: titles[known]!,
    ...(said || !details[known] ? {} : { detail: details[known] }),
    problems: [],
    refusals: [],
    ...more,
  };
}
