import type { Language } from '../../../kernel/text.ts';
import { browserName } from './browser-name.ts';

export type Letter = { readonly subject: string; readonly text: string };

/** From where and when something was done, as a letter tells it. */
export type Occasion = { readonly at: Date; readonly origin: string | undefined; readonly agent: string | undefined };

/** What is written by e-mail about signing in. `site` is the address of this site; `link` a single-use link. */
export const letters = {
  reset: (
    about: { readonly name: string; readonly link: string; readonly minutes: number },
    language: Language,
  ): Letter =>
    language === 'it'
      ? {
          subject: 'Una nuova password per Comunanza',
          text: paragraphs(
            `${about.name},`,
            'qualcuno, forse proprio chi legge, ha chiesto di scegliere una nuova password. Il collegamento vale una volta sola, per ' +
              `${about.minutes} minuti:`,
            about.link,
            'Se la richiesta non è propria non serve fare nulla: la password di prima continua a valere e nessuno può cambiarla senza questo messaggio.',
          ),
        }
      : {
          subject: 'A new password for Comunanza',
          text: paragraphs(
            `${about.name},`,
            `somebody, perhaps you, asked to choose a new password. The link works once, for ${about.minutes} minutes:`,
            about.link,
            'If it was not you, nothing has to be done: the old password still holds, and nobody can change it without this message.',
          ),
        },
  invitation: (
    about: {
      readonly name: string;
      readonly by: string;
      readonly association: string;
      readonly link: string;
      readonly days: number;
    },
    language: Language,
  ): Letter =>
    language === 'it'
      ? {
          subject: `Accesso a ${about.association}`,
          text: paragraphs(
            `${about.name},`,
            `${about.by || 'chi amministra il sistema'} ha preparato un accesso per lavorare con ${about.association}. Per entrare basta scegliere una password, da qui; il collegamento vale una volta sola, per ${about.days} giorni:`,
            about.link,
            'Se il messaggio sembra arrivato per errore, si può ignorare: senza questo collegamento l’accesso non si apre.',
          ),
        }
      : {
          subject: `Access to ${about.association}`,
          text: paragraphs(
            `${about.name},`,
            `${about.by || 'the administrator of the system'} has prepared an account to work with ${about.association}. To come in, choose a password here; the link works once, for ${about.days} days:`,
            about.link,
            'If this message seems to have come by mistake, ignore it: without the link the account does not open.',
          ),
        },
  newDevice: (
    about: Occasion & { readonly name: string; readonly unsaid: number; readonly site: string | undefined },
    language: Language,
  ): Letter =>
    language === 'it'
      ? {
          subject: 'Accesso da un nuovo dispositivo',
          text: paragraphs(
            `${about.name},`,
            `c’è stato un accesso da un dispositivo mai usato prima: ${occasion(about, 'it')}.`,
            ...unsaid(about, 'it'),
            'Se è un accesso proprio non serve altro. Altrimenti conviene cambiare subito la password e chiudere le sessioni aperte:',
            `${about.site ?? ''}/profilo/accessi`,
          ),
        }
      : {
          subject: 'Sign-in from a new device',
          text: paragraphs(
            `${about.name},`,
            `there was a sign-in from a device not used before: ${occasion(about, 'en')}.`,
            ...unsaid(about, 'en'),
            'If it was you, nothing else is needed. Otherwise change the password at once and end the open sessions:',
            `${about.site ?? ''}/profilo/accessi`,
          ),
        },
  wrongCodes: (
    about: Occasion & { readonly name: string; readonly site: string | undefined },
    language: Language,
  ): Letter =>
    language === 'it'
      ? {
          subject: 'Codici sbagliati dopo la password giusta',
          text: paragraphs(
            `${about.name},`,
            `qualcuno ha scritto la password giusta, ma più volte un codice sbagliato: ${occasion(about, 'it')}. Nessuno è entrato.`,
            'Se non si tratta di un proprio errore, la password è nota ad altri: conviene cambiarla subito.',
            `${about.site ?? ''}/profilo/password`,
          ),
        }
      : {
          subject: 'Wrong codes after the right password',
          text: paragraphs(
            `${about.name},`,
            `somebody typed the right password, but a wrong code several times: ${occasion(about, 'en')}. Nobody came in.`,
            'Unless it was you, others know the password: change it at once.',
            `${about.site ?? ''}/profilo/password`,
          ),
        },
  changed: (
    about: Occasion & {
      readonly name: string;
      readonly what: { readonly it: string; readonly en: string };
      readonly site: string | undefined;
    },
    language: Language,
  ): Letter =>
    language === 'it'
      ? {
          subject: 'È cambiato il modo di accedere',
          text: paragraphs(
            `${about.name},`,
            `${about.what.it}: ${occasion(about, 'it')}.`,
            'Se non è opera propria, conviene cambiare subito la password, guardare le sessioni aperte e avvertire chi amministra il sistema:',
            `${about.site ?? ''}/profilo/accessi`,
          ),
        }
      : {
          subject: 'The way of signing in has changed',
          text: paragraphs(
            `${about.name},`,
            `${about.what.en}: ${occasion(about, 'en')}.`,
            'If it was not you, change the password at once, look at the open sessions and tell whoever administers the system:',
            `${about.site ?? ''}/profilo/accessi`,
          ),
        },
  fiscalCode: (
    about: { readonly name: string; readonly code: string; readonly by: string; readonly document: string },
    language: Language,
  ): Letter =>
    language === 'it'
      ? {
          subject: 'Codice fiscale confermato: si può entrare con SPID e CIE',
          text: paragraphs(
            `${about.name},`,
            `${about.by} ha confermato il codice fiscale ${about.code}, letto su un documento (${about.document}). Da ora si può entrare anche con SPID o con la carta d’identità elettronica.`,
            'Se il codice non è il proprio, o nessuno ha mostrato quel documento, conviene avvertire subito chi amministra il sistema.',
          ),
        }
      : {
          subject: 'Fiscal code confirmed: SPID and CIE open the account',
          text: paragraphs(
            `${about.name},`,
            `${about.by} confirmed the fiscal code ${about.code}, read on a document (${about.document}). From now on SPID and the electronic identity card open the account too.`,
            'If the code is not yours, or nobody showed that document, tell whoever administers the system at once.',
          ),
        },
  addressChanged: (about: { readonly name: string; readonly by: string }, language: Language): Letter =>
    language === 'it'
      ? {
          subject: 'È cambiato l’indirizzo con cui si entra',
          text: paragraphs(
            `${about.name},`,
            `${about.by} ha cambiato l’indirizzo e-mail con cui si entra; questo messaggio va al vecchio e al nuovo. Password e secondo passaggio restano quelli.`,
            'Se nessuno lo aveva chiesto, conviene avvertire subito chi amministra il sistema.',
          ),
        }
      : {
          subject: 'The address used to sign in has changed',
          text: paragraphs(
            `${about.name},`,
            `${about.by} changed the e-mail address used to sign in; this message goes to the old one and to the new one. Password and second step stay the same.`,
            'If nobody asked for this, tell whoever administers the system at once.',
          ),
        },
  factorsReset: (
    about: { readonly name: string; readonly by: string; readonly reason: string },
    language: Language,
  ): Letter =>
    language === 'it'
      ? {
          subject: 'Il secondo passaggio di accesso è stato azzerato',
          text: paragraphs(
            `${about.name},`,
            `${about.by} ha azzerato il secondo passaggio di accesso (app di codici, passkey, codici di recupero). Motivo: ${about.reason}`,
            'Si entra con la sola password, e se l’incarico lo chiede si attiva di nuovo il secondo passaggio. Se nessuno lo aveva chiesto, conviene avvertire subito chi amministra il sistema.',
          ),
        }
      : {
          subject: 'The second step of sign-in was reset',
          text: paragraphs(
            `${about.name},`,
            `${about.by} has reset the second step of sign-in (code app, passkeys, recovery codes). Reason: ${about.reason}`,
            'The password alone opens now, and where the post asks for it the second step is set up again. If nobody asked for this, tell whoever administers the system at once.',
          ),
        },
};

/** `Firefox su Windows, dall’indirizzo 203.0.113.7, il 22 novembre 2026 alle 10:15`. */
function occasion({ at, origin, agent }: Occasion, language: Language): string {
  const when = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'Europe/Rome',
  }).format(at);
  const from = origin ? (language === 'it' ? `, dall’indirizzo ${origin}` : `, from the address ${origin}`) : '';
  return `${browserName(agent)[language]}${from}, ${when}`;
}

/** What was not told since the last letter, because it was like what had been told. */
function unsaid({ unsaid: many }: { readonly unsaid: number }, language: Language): string[] {
  if (many === 0) return [];
  if (language === 'it')
    return [
      many === 1
        ? 'Dopo il messaggio precedente ce n’è stato un altro uguale a quello già segnalato (stesso indirizzo, stesso browser), per il quale non è partito alcun messaggio.'
        : `Dopo il messaggio precedente ce ne sono stati altri ${many} uguali a quelli già segnalati (stesso indirizzo, stesso browser), per i quali non sono partiti messaggi.`,
    ];
  return [
    many === 1
      ? 'Since the message before there was one more like the one already reported (same address, same browser), for which no message was sent.'
      : `Since the message before there were ${many} more like those already reported (same address, same browser), for which no message was sent.`,
  ];
}

function paragraphs(...all: readonly string[]): string {
  return `${all.join('\n\n')}\n`;
}
