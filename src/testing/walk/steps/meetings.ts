import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signedByOpenssl } from '../../signatures.ts';
import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';
import { mainBody, otherMayors } from './bodies.ts';

const inside = (place: Place) => place.mark(null, 'meetings');
const open = (place: Place) => place.mark(null, 'meetings', 'open');
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `meetings/${action}`,
  inputs: (place) => [input(place)],
  ...more,
});
const keepNumber = (name: string) => (place: Place, answer: { number: number }) => {
  place.ids[name] = answer.number;
};
const meeting = (place: Place, name: string) => ({ meeting: place.ids[name] });
const planned = (place: Place, words: string, firstCall: string) => ({
  body: mainBody(place),
  kind: 'ordinary',
  title: `Seduta ${words}`,
  place: `Sala ${words}`,
  firstCall,
});
const item = (words: string) => ({ title: `Punto ${words}`, body: `Testo ${words}`, kind: 'decision' });
const text = (words: string) => ({
  name: 'relazione.txt',
  type: 'text/plain',
  content: Buffer.from(`relazione ${words}`).toString('base64'),
});

/** A sitting that is held: drawn up, convened, opened, with who is there. */
const held = (name: string, words: (place: Place) => string, items: readonly object[]): Step[] => [
  step('create-meeting', (place) => planned(place, words(place), '2026-11-21T12:00'), { keep: keepNumber(name) }),
  ...items.map((more) => step('add-item', (place) => ({ ...meeting(place, name), ...item(words(place)), ...more }))),
  step('add-attachment', (place) => ({ ...meeting(place, name), ...text(inside(place)), item: 1 })),
  step('convene-meeting', (place) => ({
    ...meeting(place, name),
    sent: '2026-11-01T10:00',
    way: 'protocol',
    told: [{ entity: place.a, proof: `ricevuta ${inside(place)}` }],
    lateReason: words(place),
  })),
  step('open-sitting', (place) => meeting(place, name)),
  step('add-guest', (place) => ({ ...meeting(place, name), name: `Ospite ${words(place)}` })),
  step('record-passages', (place) => ({
    ...meeting(place, name),
    what: 'arrives',
    seats: [place.a, ...otherMayors(place)].map((entity) => `sindaco.${entity}`),
  })),
];
const ballot = (name: string, item: number) => [
  step('create-ballot', (place) => ({ ...meeting(place, 'sitting'), item, question: `Domanda ${open(place)}` }), {
    keep: keepNumber(name),
  }),
  step('start-ballot', (place) => ballotOf(place, name)),
];
const ballotOf = (place: Place, name: string) => ({ ...meeting(place, 'sitting'), ballot: place.ids[name] });

const folder = mkdtempSync(join(tmpdir(), 'walk-signer-'));
/** The minutes in an envelope that their secretary signed. */
const signature = ({ ids }: Place) => {
  const minutes = Buffer.from(String(ids.pdf), 'base64');
  return signedByOpenssl(folder, minutes, { name: 'Carla Segretaria' }).toString('base64');
};

export const meetingsSteps: StepsOfModule = {
  steps: [
    // a draft stays a draft
    step('create-meeting', (place) => planned(place, inside(place), '2027-03-01T17:00'), { keep: keepNumber('draft') }),
    step('change-meeting', (place) => ({
      ...meeting(place, 'draft'),
      ...planned(place, inside(place), '2027-03-02T17:00'),
    })),
    ...[1, 2, 3].map(() => step('add-item', (place) => ({ ...meeting(place, 'draft'), ...item(inside(place)) }))),
    step('change-item', (place) => ({ ...meeting(place, 'draft'), item: 1, ...item(inside(place)), position: 2 })),
    step('remove-item', (place) => ({ ...meeting(place, 'draft'), item: 3 })),
    ...[1, 2].map(() => step('add-attachment', (place) => ({ ...meeting(place, 'draft'), ...text(inside(place)) }))),
    step('remove-attachment', (place) => ({ ...meeting(place, 'draft'), file: 2 })),
    // one that was convened, and one that was called off
    step('create-meeting', (place) => planned(place, inside(place), '2027-03-03T17:00'), {
      keep: keepNumber('notice'),
    }),
    step('add-item', (place) => ({ ...meeting(place, 'notice'), ...item(inside(place)) })),
    step('add-attachment', (place) => ({ ...meeting(place, 'notice'), ...text(inside(place)) })),
    step('convene-meeting', (place) => ({ ...meeting(place, 'notice'), sent: '2026-11-20T10:00', way: 'hand' })),
    step('create-meeting', (place) => planned(place, inside(place), '2027-03-04T17:00'), { keep: keepNumber('off') }),
    step('cancel-meeting', (place) => ({ ...meeting(place, 'off'), reason: `Rinviata ${inside(place)}` })),
    // one that was held, whose minutes are not yet everybody's
    ...held('closed', inside, [{ kind: 'information' }]),
    step('strike-passage', (place) => ({ ...meeting(place, 'closed'), number: 2 })),
    step('close-sitting', (place) => meeting(place, 'closed')),
    step('draft-minutes', (place) => meeting(place, 'closed')),
    step('edit-minutes', (place) => ({
      ...meeting(place, 'closed'),
      text: `# Verbale\n\nTesto ${inside(place)}`,
      revision: 1,
    })),
    // one whose first call lacked its quorum
    step(
      'create-meeting',
      (place) => ({
        ...planned(place, inside(place), '2026-11-21T12:00'),
        secondCall: '2026-11-23T12:00',
      }),
      { keep: keepNumber('deserted') },
    ),
    step('add-item', (place) => ({ ...meeting(place, 'deserted'), ...item(inside(place)) })),
    step('convene-meeting', (place) => ({
      ...meeting(place, 'deserted'),
      sent: '2026-11-01T10:00',
      way: 'email',
      lateReason: inside(place),
    })),
    step('open-sitting', (place) => meeting(place, 'deserted')),
    step('desert-first-call', (place) => meeting(place, 'deserted')),
    // and one that decided, whose minutes are approved
    ...held('sitting', open, [{}, { secret: true }]),
    ...ballot('openly', 1),
    step('cast-vote', (place) => ({ ...ballotOf(place, 'openly'), choice: 'yes' }), { as: 'MAY a' }),
    {
      action: 'meetings/record-vote',
      inputs: (place: Place) =>
        otherMayors(place).map((entity) => ({
          ...ballotOf(place, 'openly'),
          seat: `sindaco.${entity}`,
          choice: 'yes',
        })),
    },
    step('stop-ballot', (place) => ballotOf(place, 'openly')),
    step('publish-ballot', (place) => ballotOf(place, 'openly')),
    ...ballot('void', 2),
    step('void-ballot', (place) => ({ ...ballotOf(place, 'void'), reason: `Posta male ${open(place)}` })),
    ...ballot('secret', 2),
    step('cast-vote', (place) => ({ ...ballotOf(place, 'secret'), choice: 'yes' }), { as: 'MAY a' }),
    step('stop-ballot', (place) => ballotOf(place, 'secret')),
    step('publish-ballot', (place) => ballotOf(place, 'secret')),
    step('show-ballot', (place) => ballotOf(place, 'openly')),
    step('export-ballot', (place) => ballotOf(place, 'secret'), {
      keep: (place, { document }: { document: string }) => {
        place.ids.papers = document;
      },
    }),
    step('verify-ballot', (place) => ({ document: place.ids.papers })),
    step('close-sitting', (place) => meeting(place, 'sitting')),
    step('draft-minutes', (place) => meeting(place, 'sitting')),
    step('approve-minutes', (place) => meeting(place, 'sitting')),
    step('read-minutes-file', (place) => ({ ...meeting(place, 'sitting'), which: 'pdf' }), {
      keep: (place, { base64 }: { base64: string }) => {
        place.ids.pdf = base64;
      },
    }),
    step('sign-minutes', (place) => ({
      ...meeting(place, 'sitting'),
      name: 'verbale.pdf.p7m',
      content: signature(place),
    })),
    step('publish-minutes', (place) => meeting(place, 'sitting')),
    step('show-decision', (place) => ({ body: mainBody(place), year: 2026, number: 1 })),
    // one that its members asked for
    step('ask-sitting', (place) => ({ body: mainBody(place), reason: inside(place), items: [inside(place)] }), {
      as: 'MAY a',
      keep: keepNumber('request'),
    }),
    step('support-request', (place) => ({
      request: place.ids.request,
      seats: otherMayors(place).map((entity) => `sindaco.${entity}`),
    })),
    // and one convened by certified mail
    step('set-pec-addresses', (place) => ({
      addresses: [place.a, ...otherMayors(place)].map((entity) => ({
        entity,
        address: `${entity === place.a ? inside(place) : entity.replace('_', '.')}@pec.example`,
      })),
    })),
    step('create-meeting', (place) => planned(place, inside(place), '2027-03-08T17:00'), { keep: keepNumber('sent') }),
    step('add-item', (place) => ({ ...meeting(place, 'sent'), ...item(inside(place)) })),
    step('send-convocation', (place) => meeting(place, 'sent')),
    step('resend-convocation', (place) => ({ ...meeting(place, 'sent'), entity: place.a })),
    step('confirm-late-notices', (place) => ({
      ...meeting(place, 'sent'),
      reason: inside(place),
      chair: 'il Sindaco',
    })),
    ...['show-convocation', 'read-convocation'].map((name) => step(name, (place) => meeting(place, 'sent'))),
    ...['show-meeting', 'show-sitting', 'follow-sitting', 'show-minutes'].map((name) => ({
      action: `meetings/${name}`,
      inputs: (place: Place) =>
        ['closed', 'sitting', ...(name === 'show-meeting' ? ['draft', 'notice', 'off'] : [])].map((one) =>
          meeting(place, one),
        ),
    })),
    step('explain-weight', (place) => ({ ...meeting(place, 'sitting'), seat: `ente.${place.a}` })),
    {
      action: 'meetings/read-attachment',
      inputs: (place) => ['draft', 'notice', 'closed'].map((name) => ({ ...meeting(place, name), file: 1 })),
    },
    step('list-meetings', () => ({})),
    step('list-decisions', () => ({})),
    step(
      'open-poll',
      (place) => ({
        question: `Serve ${inside(place)}?`,
        about: `Per ${inside(place)}`,
        requester: place.a,
        answersBy: '2027-05-31',
      }),
      { keep: keepNumber('poll') },
    ),
    step('answer-poll', (place) => ({ poll: place.ids.poll, declares: true, note: `Sì ${inside(place)}` }), {
      as: 'MAY a',
    }),
    step('open-poll', (place) => ({ question: `Altro ${inside(place)}?` }), { keep: keepNumber('ended') }),
    step('close-poll', (place) => ({ poll: place.ids.ended })),
  ],
  pages: {
    '/:association/organi/sedute/:seduta': (place) => ({
      seduta: place.ids.sitting!,
      votazione: place.ids.secret!,
      file: 1,
      quale: 'pdf',
    }),
    '/:association/organi/sedute/:seduta/pesi': (place) => ({ seduta: place.ids.sitting!, seggio: `ente.${place.a}` }),
    '/:association/organi/sedute/:seduta/allegati': (place) => ({ seduta: place.ids.closed! }),
    '/:association/organi/sedute/:seduta/convocazione': (place) => ({ seduta: place.ids.sent!, ente: place.a }),
    '/:association/organi/sedute/:seduta/modifica': (place) => ({ seduta: place.ids.draft! }),
    '/:association/organi/sedute/:seduta/punti': (place) => ({ seduta: place.ids.draft!, punto: 1 }),
    '/:association/organi/sedute/:seduta/segretario': (place) => ({ seduta: place.ids.closed! }),
    '/:association/organi/sedute/punto': (place) => ({
      '?': `materia=organisation&oggetto=${place.ids['text-proposed']}`,
    }),
    '/:association/organi/decisioni/:organo/:anno/:numero': (place) => ({
      organo: mainBody(place),
      anno: 2026,
      numero: 1,
    }),
  },
  onlyRefused: {
    'meetings/explain-weight': 'the bodies of the walk’s association count heads: told in meetings.browser.test.ts',
    'GET /:association/organi/sedute/:seduta/pesi/:seggio': 'shown to nobody in the walk, for the same reason',
  },
};
