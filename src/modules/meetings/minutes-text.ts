import { dayAt, localTimeAt, showDay } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { FrozenBallot, WrittenResult } from './counting.ts';
import type { Electorate } from './electorate.ts';
import { matterNamed } from './matters/index.ts';
import { choicesOf } from './rules/index.ts';
import type { AgendaItem } from './storage/agenda.ts';
import type { Guest, StoredPassage } from './storage/attendance.ts';
import type { StoredBallot } from './storage/ballots.ts';
import type { Decision } from './storage/decisions.ts';
import type { DesertedCall } from './storage/deserted-calls.ts';
import type { Notice, StoredMeeting } from './storage/meetings.ts';

/** An item, with what its subject is called. */
type Item = AgendaItem & { readonly subjectTitle: Text | null };

export type MinutesFacts = {
  readonly meeting: StoredMeeting;
  readonly bodyName: string;
  readonly electorate: Electorate;
  readonly notices: readonly Notice[];
  readonly items: readonly Item[];
  readonly attachments: readonly { readonly name: string; readonly sha256: string }[];
  readonly passages: readonly StoredPassage[];
  readonly guests: readonly Guest[];
  readonly ballots: readonly (StoredBallot & { readonly read: FrozenBallot | undefined })[];
  readonly decisions: readonly Decision[];
  readonly deserted: DesertedCall | null;
};

const hour = (at: Date) => localTimeAt(at.getTime()).slice(11);
const dayOfInstant = (at: Date) => showDay(dayAt(at.getTime()));
const calls = ['', 'prima', 'seconda'];
const kinds = { ordinary: 'ordinaria', extraordinary: 'straordinaria', urgent: 'urgente' } as const;

/**
 * The minutes as the events tell them, in Italian, with the whole arithmetic: who was there and what each weighs, what was needed
 * and what was found, article by article. Paragraphs are separated by an empty line; `# ` opens a title, `- ` a list.
 */
export function minutesText(facts: MinutesFacts): string {
  const { meeting, items, ballots } = facts;
  const lines = [
    `# ${facts.bodyName}: verbale della seduta n. ${meeting.number} del ${dayOfInstant(meeting.opened!)}`,
    ...convocation(facts),
    ...attendance(facts),
    ...movements(facts),
  ];
  for (const item of items) {
    lines.push(`# ${item.position}. ${item.title}`);
    if (item.body) lines.push(item.body);
    const ofItem = ballots.filter((ballot) => ballot.item === item.number);
    if (item.kind === 'information') lines.push('Comunicazione, senza votazione.');
    else if (ofItem.length === 0) lines.push('Il punto non è stato messo ai voti.');
    for (const ballot of ofItem) lines.push(...ballotLines(facts, ballot, item));
  }
  lines.push('# Chiusura', `La seduta si chiude alle ${meeting.closed ? hour(meeting.closed) : '–'}.`);
  lines.push(`Chi presiede: ${meeting.chair || '–'}`, `Chi verbalizza: ${meeting.secretary || '–'}`);
  return `${lines.join('\n\n')}\n`;
}

function convocation({ meeting, bodyName, electorate, notices, items, attachments, deserted }: MinutesFacts): string[] {
  const ways = { pec: 'per PEC', email: 'per posta elettronica', hand: 'a mano', protocol: 'per protocollo' } as const;
  const how = [...new Set(notices.map(({ way }) => ways[way as keyof typeof ways] ?? way))].join(', ');
  return [
    `Il ${dayOfInstant(meeting.opened!)}, alle ${hour(meeting.opened!)} (${meeting.place ? `luogo: ${meeting.place}` : 'luogo non indicato'}), si riunisce in ${calls[meeting.call!]} convocazione, in seduta ${kinds[meeting.kind]}, l’organo «${bodyName}», con avviso del ${dayOfInstant(meeting.convened!)} inviato ${how || 'come agli atti'} a ${new Set(notices.map(({ entity }) => entity)).size} enti.`,
    ...(meeting.kind === 'urgent' ? [`Motivo dell’urgenza: ${meeting.reason}`] : []),
    ...(meeting.lateReason
      ? [`L’avviso è partito oltre il termine; la seduta è stata confermata con questo motivo: ${meeting.lateReason}`]
      : []),
    ...untold(electorate, notices),
    ...early(meeting),
    ...(deserted ? [desertion(deserted)] : []),
    `Presiede ${meeting.chair || '–'}; verbalizza ${meeting.secretary || '–'}.`,
    'Ordine del giorno:',
    items.map((item) => `- ${item.position}. ${item.title}`).join('\n'),
    ...(attachments.length > 0
      ? [
          'Documenti allegati all’avviso, con la loro impronta SHA-256:',
          attachments.map(({ name, sha256 }) => `- ${name}: ${sha256}`).join('\n'),
        ]
      : []),
  ];
}

/** Entities with a seat at the opening that no notice went to: mostly of seats filled after the convocation. */
function untold({ seats }: Electorate, notices: readonly Notice[]): string[] {
  const told = new Set(notices.map(({ entity }) => entity));
  const without = seats.flatMap(({ entity, title, seated }) =>
    entity && !told.has(entity.code) ? [[entity.name, seated ?? 'seggio vacante', title.it] as const] : [],
  );
  if (without.length === 0) return [];
  const named = without.map(([entity, who, seat]) =>
    seat === entity ? `${entity} (${who})` : `${entity} (${who}, seggio «${seat}»)`,
  );
  return [`Hanno un seggio all’apertura e non risultano avvisati: ${named.join(', ')}.`];
}

/** An opening before the hour of the notice, which whoever comes on time could not attend. */
function early({ opened, call, firstCall, secondCall }: StoredMeeting): string[] {
  const planned = call === 2 ? secondCall : firstCall;
  if (!opened || !planned || hour(opened) >= hour(planned)) return [];
  return [`La seduta è stata aperta alle ${hour(opened)}, prima dell’ora indicata nell’avviso (${hour(planned)}).`];
}

function desertion({ opened, closed, present, entitled, required, seats }: DesertedCall): string {
  const who = seats.length > 0 ? ` (${seats.join(', ')})` : '';
  return `La prima convocazione, aperta il ${dayOfInstant(opened)} alle ${hour(opened)}, è stata dichiarata deserta alle ${hour(closed)}: presenti ${present} su ${entitled}${who}, ne servivano ${required}.`;
}

function attendance({ electorate, passages, guests, meeting }: MinutesFacts): string[] {
  const weighed = electorate.total !== null;
  const came = new Map(
    passages.filter(({ what, struck }) => what === 'arrives' && !struck).map((passage) => [passage.seat, passage]),
  );
  const row = (seat: Electorate['seats'][number]) => {
    const there = came.get(seat.seat);
    const weight = weighed && seat.weight ? `; peso ${votes(seat.weight)}` : '';
    const parts =
      weighed && seat.population !== null
        ? ` (${seat.population} per abitanti, ${seat.economic ?? 0} per costi diretti)`
        : '';
    const who = there
      ? `presente con ${there.name}${there.capacity === 'delegate' ? ', delegato' : ''}${there.remote ? ', a distanza' : ''}`
      : 'assente';
    return `- ${seat.title.it}: ${who}${weight}${parts}`;
  };
  return [
    '# Presenze',
    electorate.seats.map(row).join('\n'),
    ...(weighed
      ? [
          `I pesi sono calcolati dai dati degli enti al ${showDay(electorate.figuresOn)} e fissati all’apertura; il totale è ${votes(electorate.total!)}. Impronta dei dati fissati: ${meeting.frozenSha256}.`,
        ]
      : []),
    ...(guests.length > 0
      ? [
          'Partecipano senza voto:',
          guests
            .map(
              ({ name, quality, proposedBy }) =>
                `- ${[name, quality, proposedBy && `su proposta di ${proposedBy}`].filter(Boolean).join(', ')}`,
            )
            .join('\n'),
        ]
      : []),
  ];
}

function movements({ passages, electorate }: MinutesFacts): string[] {
  const titles = new Map(electorate.seats.map(({ seat, title }) => [seat, title.it]));
  const told = passages
    .filter(({ struck }) => !struck)
    .map(
      ({ seat, what, at, name }) =>
        `- ${hour(at)}: ${what === 'arrives' ? 'entra' : 'esce'} ${titles.get(seat) ?? seat} (${name})`,
    );
  return told.length > 0 ? ['Entrate e uscite:', told.join('\n')] : [];
}

function ballotLines(facts: MinutesFacts, ballot: MinutesFacts['ballots'][number], item: Item): string[] {
  const frozen = ballot.read;
  if (ballot.state === 'void' && ballot.started === null)
    return [
      `La votazione n. ${ballot.number} su «${ballot.question}» era preparata ed è stata ritirata senza aprirla: nessuno ha votato. Motivo: ${ballot.voidReason}`,
    ];
  if (ballot.state === 'void')
    return [`Votazione n. ${ballot.number} su «${ballot.question}»: annullata. Motivo: ${ballot.voidReason}`];
  if (!frozen?.result) return [`Votazione n. ${ballot.number} su «${ballot.question}»: non proclamata.`];
  const { result } = frozen;
  const decision = facts.decisions.find((one) => one.ballot === ballot.number);
  const adopts = decision?.adopted ? matterNamed(item.matter)?.title.it : undefined;
  return [
    `Votazione n. ${ballot.number}, ${frozen.way === 'secret' ? 'segreta' : 'palese'}, chiusa alle ${hour(ballot.stopped!)}: «${frozen.question}».`,
    `Numero legale (${frozen.quorumClause.article}): componenti ${frozen.entitled}, presenti ${result.quorum.present}, ne servono ${result.quorum.required}: ${result.quorum.met ? 'raggiunto' : 'non raggiunto'}.`,
    ...(frozen.way === 'open' ? [votesCast(frozen)] : [secretCast(frozen)]),
    ...away(frozen),
    tallies(frozen, result),
    ...result.options.map((option) => arithmetic(frozen, option)),
    outcome(frozen, result),
    ...(decision
      ? [
          `${decision.kind === 'opinion' ? `Parere ${decision.favourable ? 'favorevole' : 'contrario'}` : 'Decisione'} n. ${decision.number}/${decision.year}: ${decision.title}.${adopts ? ` Con questa decisione diventa valido: ${adopts}, ${item.subjectTitle?.it ?? item.subject}.` : ''}`,
        ]
      : []),
    `Impronta della votazione: ${ballot.frozenSha256}.`,
  ];
}

const choiceName = (choice: string, { candidates }: FrozenBallot): string =>
  ({ yes: 'favorevoli', no: 'contrari', abstain: 'astenuti', blank: 'schede bianche' })[choice] ??
  candidates[Number(choice.slice(10)) - 1] ??
  choice;

function votesCast(frozen: FrozenBallot): string {
  const names = (choice: string | null) =>
    frozen.seats
      .filter((seat) => seat.present && seat.choice === choice)
      .map((seat) => `${seat.title.it}${seat.weight ? ` (${votes(seat.weight)})` : ''}`);
  const chosen = new Set(frozen.seats.flatMap(({ choice, present }) => (choice && present ? [choice] : [])));
  const choices = choicesOf(frozen).filter((choice) => chosen.has(choice));
  const silent = names(null);
  return (
    [
      ...choices.map((choice) => `- ${choiceName(choice, frozen)}: ${names(choice).join(', ')}`),
      ...(silent.length > 0 ? [`- presenti che non hanno votato: ${silent.join(', ')}`] : []),
    ].join('\n') || 'Nessuno ha votato.'
  );
}

function secretCast(frozen: FrozenBallot): string {
  const cast = frozen.seats.filter((seat) => seat.present && seat.voted).length;
  return `Hanno deposto la scheda ${cast} dei ${frozen.seats.filter(({ present }) => present).length} presenti; le schede cifrate e la prova del totale sono pubblicate con la votazione.`;
}

/** Votes cast by who was away at the stop, which do not count. */
function away(frozen: FrozenBallot): string[] {
  const gone = frozen.seats.filter((seat) => seat.voted && !seat.present).map(({ title }) => title.it);
  return gone.length > 0 ? [`Non contano, perché assenti alla chiusura: ${gone.join(', ')}.`] : [];
}

function tallies(frozen: FrozenBallot, result: WrittenResult): string {
  return result.tallies
    .map(
      ({ choice, heads, weight }) =>
        `- ${choiceName(choice, frozen)}: ${[weight !== null && `voti ${votes(weight)}`, heads !== null && `enti ${heads}`].filter(Boolean).join(', ')}`,
    )
    .join('\n');
}

function arithmetic(frozen: FrozenBallot, option: WrittenResult['options'][number]): string {
  const of = frozen.kind === 'election' ? ` per ${choiceName(option.choice, frozen)}` : '';
  const heads = option.heads
    ? `; enti favorevoli ${votes(option.heads.yes)} su ${votes(option.heads.base)}, ne servono ${option.heads.required}`
    : '';
  const chair = option.byChair ? ' Favorevoli e contrari sono pari: prevale il voto di chi presiede.' : '';
  return `Maggioranza${of} (${frozen.majority.title.it}, ${frozen.majority.article}): base ${votes(option.base)}, ne servono ${option.required}, favorevoli ${votes(option.yes)}${heads}.${chair}`;
}

function outcome(frozen: FrozenBallot, result: WrittenResult): string {
  if (result.outcome === 'not-quorate') return 'Esito: seduta non valida per mancanza del numero legale.';
  if (frozen.kind === 'election')
    return result.passed
      ? `Esito: eletto ${choiceName(result.passed, frozen)}.`
      : 'Esito: nessuno raggiunge la maggioranza.';
  if (result.outcome === 'favourable') return 'Esito: parere favorevole.';
  if (result.outcome === 'contrary') return 'Esito: parere contrario.';
  return result.outcome === 'approved' ? 'Esito: approvata.' : 'Esito: respinta.';
}

function votes(written: string): string {
  const [num = '0', den = '1'] = written.split('/');
  if (den === '1') return num;
  return String(Math.round((Number(num) / Number(den)) * 100) / 100).replace('.', ',');
}
