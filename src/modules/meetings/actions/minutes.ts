import { createHash } from 'node:crypto';
import { z } from 'zod';
import { dayAt, showDay } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { associationsIn } from '../../../platform/associations.ts';
import { answerWithFile, fileAnswer } from '../../../platform/file-answer.ts';
import { isPdf } from '../../../platform/file-given.ts';
import { verifyCms, verifyPdf } from '../../../platform/signatures/verify-cms.ts';
import { bodiesNamed } from '../body-names.ts';
import { readFrozenBallot } from '../counting.ts';
import { refusals } from '../doors-refusals.ts';
import { electorateFor } from '../electorate.ts';
import { minutesText } from '../minutes-text.ts';
import { minutesPdf } from '../printing/minutes-pdf.ts';
import { agendaOf, attachmentsOf } from '../storage/agenda.ts';
import { guestsOf, passagesOf } from '../storage/attendance.ts';
import { ballotsOf } from '../storage/ballots.ts';
import { decisionsLike } from '../storage/decisions.ts';
import { desertedCallOf } from '../storage/deserted-calls.ts';
import { noticesOf, type StoredMeeting, updateMeeting } from '../storage/meetings.ts';
import {
  insertMinutes,
  insertRevision,
  type MinutesState,
  minutesFile,
  minutesOf,
  type StoredMinutes,
  updateMinutes,
} from '../storage/minutes.ts';
import { dayOfMeeting, meetingToChange, readMeeting } from './known-meeting.ts';
import { itemsWithSubjects } from './meeting-view.ts';
import { mayLead, mayRead, seesDrafts } from './permission.ts';
import { fileContent, fileName, localTimeShape, meetingNumber, shownTime } from './shapes.ts';

const signer = z.object({
  name: z.string(),
  taxCode: z.string().nullable(),
  issuer: z.string(),
  /** The certificate says of itself that it is qualified; whether its issuer is on the trusted list is not looked up. */
  qualified: z.boolean().default(false),
  serial: z.string(),
  from: z.string(),
  until: z.string(),
  signedAt: z.string().nullable(),
});

const minutesView = z.object({
  meeting: z.int(),
  state: z.enum(['draft', 'approved', 'signed', 'published']),
  revision: z.int(),
  text: z.string(),
  /** As generated from the events, to compare with. */
  base: z.string(),
  approved: localTimeShape.nullable(),
  pdfSha256: z.string().nullable(),
  signed: localTimeShape.nullable(),
  signedName: z.string().nullable(),
  signedType: z.enum(['pades', 'cades']).nullable(),
  signedSha256: z.string().nullable(),
  signers: z.array(signer),
  published: localTimeShape.nullable(),
});

function viewOf(minutes: StoredMinutes): z.input<typeof minutesView> {
  const { meeting, state, revision, text: written, base, pdfSha256, signedName, signedType, signedSha256 } = minutes;
  return {
    meeting,
    state,
    revision,
    text: written,
    base,
    approved: shownTime(minutes.approved),
    pdfSha256,
    signed: shownTime(minutes.signed),
    signedName,
    signedType,
    signedSha256,
    signers: minutes.signatures ? JSON.parse(minutes.signatures) : [],
    published: shownTime(minutes.published),
  };
}

const stateNames: Readonly<Record<MinutesState, string>> = {
  draft: 'in bozza',
  approved: 'approvato',
  signed: 'firmato',
  published: 'pubblicato',
};

/** The minutes, locked, in one of the states given. Refuses `meetings/no-minutes` and `meetings/minutes-fixed`. */
async function minutesToChange(tx: Tx, association: string, meeting: number, states: readonly MinutesState[]) {
  const minutes = await minutesOf(tx, association, meeting, { lock: true });
  if (!minutes) throw new Refused(refusals.noMinutes());
  if (!states.includes(minutes.state)) throw new Refused(refusals.minutesNotEditable(stateNames[minutes.state]));
  return minutes;
}

async function generated(tx: Tx, association: string, meeting: StoredMeeting): Promise<string> {
  const day = dayOfMeeting(meeting, dayAt(meeting.opened!.getTime()));
  const { number } = meeting;
  return minutesText({
    meeting,
    bodyName: (await bodiesNamed(tx, association, day)).get(meeting.body)?.name.it ?? meeting.body,
    electorate: await electorateFor(tx, association, meeting),
    notices: await noticesOf(tx, association, number),
    items: await itemsWithSubjects({ tx, association }, await agendaOf(tx, association, number)),
    attachments: await attachmentsOf(tx, association, number),
    passages: await passagesOf(tx, association, number),
    deserted: await desertedCallOf(tx, association, number),
    guests: await guestsOf(tx, association, number),
    ballots: (await ballotsOf(tx, association, number)).map((ballot) => ({
      ...ballot,
      read: ballot.frozen ? readFrozenBallot(ballot.frozen) : undefined,
    })),
    decisions: await decisionsLike(tx, association, { meeting: number }),
  });
}

const sha256Of = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');

export const draftMinutes = defineAction({
  name: 'meetings/draft-minutes',
  title: text('preparare il verbale', 'prepare the minutes'),
  about: text(
    'Dagli eventi della seduta chiusa, con tutta l’aritmetica. Ripetuta su una bozza, ne prende il posto.',
    'From the events of a closed sitting, with the whole arithmetic. Done again, it takes the place of the draft.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/minutes' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: minutesView,
  async run({ tx, association, actor, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['closed']);
    const written = await generated(tx, association, meeting);
    const by = { name: actor.name, at: now.instant };
    const sha256 = sha256Of(written);
    const known = await minutesOf(tx, association, meeting.number, { lock: true });
    if (!known) await insertMinutes(tx, association, { meeting: meeting.number, text: written, sha256 }, by);
    else {
      await minutesToChange(tx, association, meeting.number, ['draft']);
      const revision = known.revision + 1;
      await insertRevision(tx, association, { meeting: meeting.number, revision, text: written }, by);
      await updateMinutes(tx, association, meeting.number, {
        revision,
        text: written,
        base: written,
        base_sha256: sha256,
      });
    }
    tell({ after: { meeting: meeting.number, sha256 } });
    return viewOf((await minutesOf(tx, association, meeting.number))!);
  },
});

export const editMinutes = defineAction({
  name: 'meetings/edit-minutes',
  title: text('correggere il verbale', 'edit the minutes'),
  about: text('Finché è in bozza. Ogni versione resta.', 'While a draft. Every version is kept.'),
  permission: mayLead,
  http: { method: 'PUT', path: '/meetings/:meeting/minutes' },
  input: z.object({
    meeting: meetingNumber,
    text: z.string().trim().min(1).max(500_000),
    /** The revision that was edited: refused if there is another since. */
    revision: z.int().min(1).meta({ format: 'int32' }),
  }),
  example: { meeting: 1, text: '# Verbale\n\nTesto.', revision: 1 },
  output: minutesView,
  async run({ tx, association, actor, now, input, tell }) {
    const minutes = await minutesToChange(tx, association, input.meeting, ['draft']);
    if (minutes.revision !== input.revision) throw new Refused(refusals.minutesChanged());
    const written = `${input.text.replaceAll('\r\n', '\n')}\n`;
    const revision = minutes.revision + 1;
    const by = { name: actor.name, at: now.instant };
    await insertRevision(tx, association, { meeting: input.meeting, revision, text: written }, by);
    await updateMinutes(tx, association, input.meeting, { text: written, revision });
    tell({
      before: { sha256: sha256Of(minutes.text) },
      after: { meeting: input.meeting, revision, sha256: sha256Of(written) },
    });
    return viewOf((await minutesOf(tx, association, input.meeting))!);
  },
});

export const approveMinutes = defineAction({
  name: 'meetings/approve-minutes',
  title: text('approvare il verbale', 'approve the minutes'),
  about: text(
    'Il testo non cambia più; se ne fa il PDF/A da firmare.',
    'The text no longer changes; the PDF/A to be signed is made.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/minutes/approval' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: minutesView,
  async run({ tx, association, actor, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['closed']);
    const minutes = await minutesToChange(tx, association, meeting.number, ['draft']);
    const bodies = await bodiesNamed(tx, association, dayOfMeeting(meeting, now.today));
    const heads = await associationsIn(tx);
    const pdf = Buffer.from(
      await minutesPdf(minutes.text, {
        association: heads.find(({ id }) => id === association)?.name ?? association,
        subtitle: `${bodies.get(meeting.body)?.name.it ?? meeting.body}, ${showDay(dayOfMeeting(meeting, now.today))}`,
        reference: `Verbale della seduta n. ${meeting.number}`,
        at: now.instant,
      }),
    );
    const sha256 = sha256Of(pdf);
    await updateMinutes(tx, association, meeting.number, {
      state: 'approved',
      approved: now.instant,
      approved_by: actor.name,
      pdf,
      pdf_sha256: sha256,
    });
    await updateMeeting(tx, association, meeting.number, ['closed'], { state: 'minuted' });
    tell({ after: { meeting: meeting.number, sha256 } });
    return viewOf((await minutesOf(tx, association, meeting.number))!);
  },
});

export const signMinutes = defineAction({
  name: 'meetings/sign-minutes',
  title: text('caricare il verbale firmato', 'upload the signed minutes'),
  about: text(
    'Un PDF firmato (PAdES) o una busta .p7m (CAdES) sul PDF approvato. La firma si verifica; se il certificato sia di un prestatore fidato lo giudica chi legge.',
    'A signed PDF (PAdES) or a .p7m envelope (CAdES) over the approved PDF. The signature is verified; whether the certificate is of a trusted provider is for the reader to judge.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/minutes/signature' },
  input: z.object({ meeting: meetingNumber, name: fileName, content: fileContent }),
  example: { meeting: 1, name: 'verbale.pdf.p7m', content: Buffer.from('verbale').toString('base64') },
  output: minutesView,
  async run({ tx, association, actor, now, input, tell }) {
    await meetingToChange(tx, association, input.meeting, ['minuted']);
    await minutesToChange(tx, association, input.meeting, ['approved', 'signed']);
    const { bytes: original } = (await minutesFile(tx, association, input.meeting, 'pdf'))!;
    const file = Buffer.from(input.content, 'base64');
    const verified = isPdf(file)
      ? await verifyPdf(file, { original, at: now.instant })
      : await verifyCms(file, { content: original, at: now.instant });
    if (!verified.ok) throw new Refused(refusals.badSignature(verified.why));
    const sha256 = sha256Of(file);
    await updateMinutes(tx, association, input.meeting, {
      state: 'signed',
      signed: now.instant,
      signed_by: actor.name,
      signed_name: input.name,
      signed_type: isPdf(file) ? 'pades' : 'cades',
      signed_file: file,
      signed_sha256: sha256,
      signatures: JSON.stringify(verified.signers),
    });
    tell({ after: { meeting: input.meeting, sha256, signers: verified.signers.map(({ name }) => name) } });
    return viewOf((await minutesOf(tx, association, input.meeting))!);
  },
});

export const publishMinutes = defineAction({
  name: 'meetings/publish-minutes',
  title: text('pubblicare il verbale', 'publish the minutes'),
  about: text(
    'Firmato, diventa leggibile da chiunque con la sua seduta.',
    'Once signed, anybody can read them with their sitting.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/minutes/publication' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: minutesView,
  async run({ tx, association, actor, now, input, tell }) {
    await minutesToChange(tx, association, input.meeting, ['signed']);
    await updateMinutes(tx, association, input.meeting, {
      state: 'published',
      published: now.instant,
      published_by: actor.name,
    });
    tell({ after: { meeting: input.meeting, state: 'published' } });
    return viewOf((await minutesOf(tx, association, input.meeting))!);
  },
});

export const showMinutes = defineAction({
  name: 'meetings/show-minutes',
  title: text('leggere il verbale', 'read the minutes'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/minutes' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: minutesView,
  async run(context) {
    const { tx, association, actor, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const minutes = await minutesOf(tx, association, meeting.number);
    if (!minutes || (minutes.state === 'draft' && !seesDrafts(actor))) throw new Refused(refusals.noMinutes());
    return viewOf(minutes);
  },
});

export const readMinutesFile = defineAction({
  name: 'meetings/read-minutes-file',
  title: text('scaricare il verbale', 'download the minutes'),
  about: text('Il PDF approvato, o il file come è stato firmato.', 'The approved PDF, or the file as it was signed.'),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/minutes/files/:which' },
  input: z.object({ meeting: meetingNumber, which: z.enum(['pdf', 'signed']) }),
  example: { meeting: 1, which: 'pdf' },
  output: fileAnswer,
  async run(context) {
    const { tx, association, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const file = await minutesFile(tx, association, meeting.number, input.which);
    if (!file) throw new Refused(refusals.noMinutes());
    return answerWithFile({
      name:
        input.which === 'pdf' ? `verbale-${meeting.number}.pdf` : (file.name ?? `verbale-${meeting.number}.pdf.p7m`),
      type: isPdf(file.bytes) ? 'application/pdf' : 'application/pkcs7-mime',
      content: file.bytes,
    });
  },
});
