import { type Day, showDay } from '../../../kernel/day.ts';
import type { Language } from '../../../kernel/text.ts';
import { type Role, roles } from '../../../platform/role.ts';
import type { Letter } from './letters.ts';

/** What of a request is told by e-mail. `waiting` to who authorises; the others to who asked. */
export type RequestNews = 'waiting' | 'authorised' | 'rejected' | 'done';

export type ToldRequest = {
  readonly kind: 'joiner' | 'mover' | 'leaver';
  /** Whom it is about. */
  readonly name: string;
  readonly entityName: string;
  /** The new role; null for who leaves. */
  readonly role: Role | null;
  /** First day of the new role; for who leaves, the last day. */
  readonly since: Day;
  /** The association that it is a request of, by its short name. */
  readonly inWhich: string;
  /** Why it was refused; empty otherwise. */
  readonly because: string;
  /** Where the request is seen; undefined where the site's address is not known. */
  readonly link: string | undefined;
};

const subjects: Readonly<Record<Language, Readonly<Record<RequestNews, string>>>> = {
  it: {
    waiting: 'Una richiesta di accesso da autorizzare',
    authorised: 'Richiesta di accesso autorizzata',
    rejected: 'Richiesta di accesso respinta',
    done: 'Richiesta di accesso eseguita',
  },
  en: {
    waiting: 'A request for access to authorise',
    authorised: 'Request for access authorised',
    rejected: 'Request for access rejected',
    done: 'Request for access carried out',
  },
};

const news: Readonly<Record<Language, Readonly<Record<RequestNews, string>>>> = {
  it: {
    waiting: 'Il referente ha fatto una richiesta, che aspetta un’autorizzazione:',
    authorised: 'La richiesta è stata autorizzata e passa all’ufficio, che la eseguirà:',
    rejected: 'La richiesta è stata respinta:',
    done: 'L’ufficio ha eseguito la richiesta:',
  },
  en: {
    waiting: 'The referent made a request, which waits for an authorisation:',
    authorised: 'The request was authorised and goes to the office, which will carry it out:',
    rejected: 'The request was rejected:',
    done: 'The office carried out the request:',
  },
};

/** The letter about a request for access, to somebody called so. */
export function requestLetter(to: string, what: RequestNews, request: ToldRequest, language: Language): Letter {
  const paragraphs = [`${to},`, news[language][what], matter(request, language)];
  if (request.because) paragraphs.push(`${language === 'it' ? 'Motivo' : 'Reason'}: ${request.because}`);
  if (request.link) paragraphs.push(request.link);
  return {
    subject: `${request.inWhich} · ${subjects[language][what]}: ${request.name}`,
    text: `${paragraphs.join('\n\n')}\n`,
  };
}

function matter({ kind, name, entityName, role, since }: ToldRequest, language: Language): string {
  const on = showDay(since, language);
  const as = role ? roles[role][language] : '';
  const said = {
    it: {
      joiner: `${name} entra come ${as} per ${entityName}, dal ${on}.`,
      mover: `${name} diventa ${as} per ${entityName}, dal ${on}.`,
      leaver: `${name} lascia ${entityName}: l’ultimo giorno è il ${on}.`,
    },
    en: {
      joiner: `${name} joins as ${as} for ${entityName}, from ${on}.`,
      mover: `${name} becomes ${as} for ${entityName}, from ${on}.`,
      leaver: `${name} leaves ${entityName}: the last day is ${on}.`,
    },
  };
  return said[language][kind];
}
