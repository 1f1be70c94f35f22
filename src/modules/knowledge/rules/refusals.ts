import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way in which what the office makes known says no. */
export const refusals = {
  noSuchArticle: (): Refusal => ({
    code: 'knowledge/no-such-article',
    kind: 'missing',
    says: text(
      'Questo articolo non c’è, o non è per chi sta leggendo.',
      'There is no such article, or it is not for you.',
    ),
  }),
  changedMeanwhile: (name: string): Refusal => ({
    code: 'knowledge/changed-meanwhile',
    kind: 'conflict',
    says: text(`Intanto ${name} ha cambiato questo articolo.`, `Meanwhile ${name} has changed this article.`),
    remedy: text(
      'Si riapre l’articolo e si riportano le proprie modifiche nella nuova versione.',
      'Open the article again and make your changes in the new version.',
    ),
  }),
  alreadyRead: (): Refusal => ({
    code: 'knowledge/already-read',
    kind: 'conflict',
    says: text('L’ultima versione è già quella che si legge.', 'The latest version is the one that is read already.'),
    remedy: text('Per cambiarla se ne scrive una nuova.', 'To change it, write a new one.'),
  }),
  notRead: (): Refusal => ({
    code: 'knowledge/not-read',
    kind: 'conflict',
    says: text('L’articolo non è pubblicato.', 'The article is not published.'),
    remedy: text('Si può pubblicarne l’ultima versione.', 'Its latest version can be published.'),
  }),
  nothingToTell: (): Refusal => ({
    code: 'knowledge/nothing-to-tell',
    kind: 'rule',
    says: text(
      'La richiesta non è ancora risolta: non c’è una soluzione da raccontare.',
      'The request is not solved yet: there is no solution to tell.',
    ),
    remedy: text(
      'Si risolve la richiesta, o si scrive un articolo da capo.',
      'Solve the request, or write an article from nothing.',
    ),
  }),
  noSuchAnnouncement: (): Refusal => ({
    code: 'knowledge/no-such-announcement',
    kind: 'missing',
    says: text('Questo avviso non c’è.', 'There is no such announcement.'),
  }),
  announcementClosed: (): Refusal => ({
    code: 'knowledge/announcement-closed',
    kind: 'conflict',
    says: text('L’avviso è chiuso: non si aggiorna più.', 'The announcement is closed: it is updated no more.'),
    remedy: text(
      'Se il problema si ripresenta, se ne pubblica un altro.',
      'If the problem comes back, publish another.',
    ),
  }),
  stageOfOthers: (): Refusal => ({
    code: 'knowledge/stage-of-others',
    kind: 'rule',
    says: text(
      'Un problema si risolve; un lavoro programmato inizia, si conclude o si annulla.',
      'A problem is solved; planned work begins, ends or is cancelled.',
    ),
    remedy: text('Si sceglie uno degli stati di questo avviso.', 'Choose one of the states of this announcement.'),
  }),
};
