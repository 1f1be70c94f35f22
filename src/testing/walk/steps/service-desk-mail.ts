import { firstNewLetter, storeLetter } from '../../../modules/service-desk/storage/letters.ts';
import { inContext } from '../../../platform/database/context.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { startFaultyImap } from '../../faulty-imap.ts';
import type { TestServer } from '../../server.ts';
import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

const imap = await startFaultyImap();
const words = (place: Place) => place.mark(place.a, 'service-desk');
const ofTheOffice = (place: Place) => place.mark(null, 'service-desk');
const action = (name: string) => `service-desk/${name}`;
const file = (place: Place, mark: string) => ({
  name: `foto-${mark}.txt`,
  content: Buffer.from(`Righe ${words(place)}`).toString('base64'),
});

/** A letter of somebody nobody knows, kept until somebody lets it in; `words` says whose it is. */
function letterComes(name: string) {
  return async (place: Place, { database, clock }: TestServer) => {
    const { association } = place;
    const mark = ofTheOffice(place);
    const raw = Buffer.from(
      [
        `From: Anna ${mark} <anna-${name}@sconosciuto.example>`,
        `To: assistenza-${place.letter}@ufficio.example`,
        `Subject: ${mark}`,
        `Message-ID: <${name}-${mark}@sconosciuto.example>`,
        '',
        `Serve aiuto ${mark}`,
        '',
      ].join('\r\n'),
    );
    const { instant: came } = clock();
    place.ids[name] = await inContext(database, inAssociation(association), async (tx) => {
      await storeLetter(tx, association, { uidValidity: '1', uid: 1, came, raw });
      return (await firstNewLetter(tx, association))!;
    });
  };
}
const takenIn = (name: string): Step => ({
  action: action('take-in-letter'),
  before: letterComes(name),
  inputs: ({ ids }) => [{ letter: ids[name] }],
});
const mailbox: Step = {
  action: action('set-mailbox'),
  as: 'SYS lead',
  inputs: (place) => [
    {
      address: `casella-${ofTheOffice(place)}@ufficio.example`,
      password: 'neve alta',
      imapHost: '127.0.0.1',
      imapPort: imap.port,
      imapSecurity: 'none',
    },
  ],
};
type Shown = {
  readonly events: readonly { readonly kind: string; readonly files: readonly { readonly id: string }[] }[];
};

/** Attachments, the mailbox, notices and what the desk does by itself; told after the requests themselves. */
export const deskMailSteps: StepsOfModule = {
  steps: [
    {
      action: action('open-ticket'),
      as: 'EMP a',
      inputs: (place) => [{ body: `Con un file ${words(place)}`, files: [file(place, words(place))] }],
      keep: (place, answer: { number: string }) => {
        place.ids.withFile = answer.number.replace('/', '-');
      },
    },
    {
      action: action('note-ticket'),
      inputs: (place) => [
        {
          ticket: place.ids.withFile,
          version: 1,
          body: `Fra noi ${ofTheOffice(place)}`,
          files: [{ ...file(place, ofTheOffice(place)), content: Buffer.from(ofTheOffice(place)).toString('base64') }],
        },
      ],
    },
    {
      action: action('show-ticket'),
      inputs: ({ ids }) => [{ ticket: ids.withFile }],
      keep: (place, { events }: Shown) => {
        place.ids.deskFile = events.find(({ kind }) => kind === 'opened')!.files[0]!.id;
        place.ids.deskFileOfNote = events.find(({ kind }) => kind === 'noted')!.files[0]!.id;
      },
    },
    {
      action: action('read-attachment'),
      inputs: ({ ids }) => [ids.deskFile, ids.deskFileOfNote].map((one) => ({ ticket: ids.withFile, file: one })),
    },
    mailbox,
    { action: action('remove-mailbox'), as: 'SYS lead', inputs: () => [{}] },
    mailbox,
    { action: action('show-mailbox'), as: 'L1 lead', inputs: () => [{}] },
    takenIn('deskLetIn'),
    {
      action: action('let-in-letter'),
      as: 'L1 lead',
      inputs: (place) => [{ letter: place.ids.deskLetIn, entity: place.a }],
    },
    takenIn('droppedLetter'),
    { action: action('drop-letter'), as: 'L1 lead', inputs: ({ ids }) => [{ letter: ids.droppedLetter }] },
    takenIn('deskLetter'),
    { action: action('list-letters'), as: 'L1 lead', inputs: () => [{}, { state: 'quarantined' }] },
    { action: action('show-letter'), as: 'L1 lead', inputs: ({ ids }) => [{ letter: ids.deskLetter }] },
    { action: action('download-letter'), as: 'L1 lead', inputs: ({ ids }) => [{ letter: ids.deskLetter }] },
    { action: action('choose-notices'), as: 'EMP a', inputs: () => [{ own: 'daily' }, { own: 'at-once' }] },
    { action: action('show-notice-choices'), as: 'EMP a', inputs: () => [{}] },
    {
      action: action('store-ready-answer'),
      as: 'L1 lead',
      inputs: (place) => [
        { title: `Prima ${ofTheOffice(place)}`, body: `Gentile {richiedente} ${ofTheOffice(place)}` },
        { title: `Altra ${ofTheOffice(place)}`, body: ofTheOffice(place) },
      ],
      keep: (place, { id }: { id: string }) => {
        place.ids.deskReadyBefore = place.ids.deskReady ?? id;
        place.ids.deskReady = id;
      },
    },
    { action: action('remove-ready-answer'), as: 'L1 lead', inputs: ({ ids }) => [{ answer: ids.deskReadyBefore }] },
    { action: action('list-ready-answers'), as: 'L1 lead', inputs: () => [{}] },
    { action: action('set-desk-rules'), as: 'SYS lead', inputs: () => [{ closeAfter: 3, atWarning: 'raise' }] },
    { action: action('show-desk-rules'), as: 'L1 lead', inputs: () => [{}] },
    { action: action('warn-of-ticket'), inputs: ({ ids }) => [{ ticket: ids.withFile }] },
    {
      action: action('open-ticket'),
      inputs: (place) => [
        {
          body: `Risolta al telefono ${words(place)}`,
          entity: place.a,
          requesterName: words(place),
          solution: `Fatto ${words(place)}`,
        },
      ],
      keep: (place, answer: { number: string }) => {
        place.ids.solvedLong = answer.number.replace('/', '-');
      },
    },
    {
      action: action('close-solved'),
      at: '2026-12-15T09:00:00Z',
      inputs: ({ ids }) => [{ ticket: ids.solvedLong }],
    },
  ],
  pages: {
    '/:association/assistenza/richieste/:richiesta/allegati': ({ ids }) => ({
      richiesta: ids.withFile!,
      allegato: ids.deskFile!,
    }),
    '/:association/assistenza/posta/:messaggio': ({ ids }) => ({ messaggio: ids.deskLetter! }),
    '/:association/assistenza/risposte-pronte/:risposta': ({ ids }) => ({ risposta: ids.deskReady! }),
  },
};
