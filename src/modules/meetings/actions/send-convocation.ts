import { z } from 'zod';
import { instantOf } from '../../../kernel/day.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadMailSettings } from '../../../platform/mail/mail-server.ts';
import { pecAddressesOf } from '../../../platform/pec/addresses.ts';
import { type PecMailbox, pecMailboxOf } from '../../../platform/pec/mailboxes.ts';
import { convene, entitiesToTell, missingInNotice } from '../convening.ts';
import { sendNotice } from '../convocation-mail.ts';
import { madeNotice, nameOfBody } from '../convocation-notice.ts';
import { convocationRefusals } from '../convocation-refusals.ts';
import { refusals } from '../doors-refusals.ts';
import { convocationOf, messagesOf } from '../storage/convocations.ts';
import { meetingNumbered, recordNotices } from '../storage/meetings.ts';
import { dayOfMeeting, meetingToChange } from './known-meeting.ts';
import { headWithBody } from './meeting-view.ts';
import { mayLead } from './permission.ts';
import { localTimeShape, meetingHead, meetingNumber, sentence } from './shapes.ts';

const toldOtherwise = z.object({
  entity: z.string().max(64),
  way: z.enum(['email', 'hand', 'protocol']),
  sent: localTimeShape.optional(),
  proof: z.string().trim().max(1000).default(''),
});

/**
 * Convenes and sends the notice: a PDF to each entity by certified mail, one message each, all or none. Refuses
 * `meetings/incomplete-notice`, `meetings/no-pec-mailbox`, `meetings/missing-pec-addresses`, `meetings/late-notice`.
 */
export const sendConvocation = defineAction({
  name: 'meetings/send-convocation',
  title: text('inviare la convocazione per PEC', 'send the convocation by certified mail'),
  about: text(
    'Fissa l’avviso, ne fa un PDF e lo invia a ogni ente con un messaggio proprio; chi non ha indirizzo va avvisato per altra via. Le ricevute diranno da quando l’avviso conta.',
    'Fixes the notice, makes a PDF of it and sends it to each entity in a message of its own; those without an address are told otherwise. Receipts will say from when the notice counts.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/convocation/messages' },
  input: z.object({
    meeting: meetingNumber,
    /** Entities told by another way, and how. */
    otherwise: z.array(toldOtherwise).max(1000).default([]),
    /** Why the chair confirms a late notice. */
    lateReason: sentence.default(''),
  }),
  example: { meeting: 1 },
  output: meetingHead,
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const meeting = await meetingToChange(tx, association, input.meeting, ['draft']);
    const missing = await missingInNotice(tx, association, meeting);
    if (missing.length > 0) throw new Refused(refusals.incompleteNotice(missing));
    const mailbox = await mailboxToUse(context);
    const day = dayOfMeeting(meeting, now.today);
    const concerned = await entitiesToTell(tx, association, meeting.body, day);
    const otherwise = new Map(input.otherwise.map((told) => [told.entity, told]));
    const stranger = input.otherwise.find(({ entity }) => !concerned.some(({ code }) => code === entity));
    if (stranger) throw new Refused(convocationRefusals.notToTell(stranger.entity));
    const instants = input.otherwise.map(({ sent }) => (sent ? new Date(instantOf(sent)) : now.instant));
    if (instants.some((at) => at > now.instant)) throw new Refused(convocationRefusals.inTheFuture());
    const addresses = await pecAddressesOf(tx, association);
    const without = concerned.filter(({ code }) => !otherwise.has(code) && !addresses.has(code));
    if (without.length > 0) throw new Refused(convocationRefusals.missingAddresses(without.map(({ name }) => name)));
    const { entities } = orRefuse(
      await convene(tx, association, meeting, {
        by: actor.name,
        sent: now.instant,
        lateReason: input.lateReason,
        today: now.today,
      }),
    );
    const bodyName = await nameOfBody(context, meeting);
    const convocation = await madeNotice(context, meeting, bodyName);
    const by = { name: actor.name, person: actor.person, at: now.instant };
    for (const { code, name } of entities.filter((one) => !otherwise.has(one.code))) {
      const to = { entity: code, name, address: addresses.get(code)!, number: 1 };
      await sendNotice(tx, association, { meeting, bodyName, convocation, from: mailbox.address }, to, by);
    }
    await recordNotices(
      tx,
      association,
      meeting.number,
      entities.map(({ code }) => {
        const told = otherwise.get(code);
        const sent = told?.sent ? new Date(instantOf(told.sent)) : now.instant;
        return {
          entity: code,
          way: told?.way ?? 'pec',
          sent,
          delivered: told?.way === 'hand' ? sent : null,
          address: told ? '' : (addresses.get(code) ?? ''),
          proof: told?.proof ?? '',
        };
      }),
      by,
    );
    tell({
      after: {
        meeting: meeting.number,
        sha256: convocation.sha256,
        messages: entities.length - otherwise.size,
        otherwise: [...otherwise.keys()],
        late: input.lateReason !== '',
      },
    });
    const after = (await meetingNumbered(tx, association, meeting.number))!;
    return headWithBody(context, after, day);
  },
});

/** Refuses `meetings/no-convocation`, `meetings/entity-not-convened`, `meetings/no-pec-mailbox`, `meetings/missing-pec-addresses`. */
export const resendConvocation = defineAction({
  name: 'meetings/resend-convocation',
  title: text('inviare di nuovo la convocazione a un ente', 'send the convocation to an entity again'),
  about: text(
    'Lo stesso avviso, in un messaggio nuovo, all’indirizzo di adesso. Conta la prova che arriva per prima.',
    'The same notice, in a new message, to the address there is now. The proof that comes first counts.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/convocation/messages/:entity' },
  input: z.object({ meeting: meetingNumber, entity: z.string().max(64) }),
  example: { meeting: 1, entity: 'c_e507' },
  output: z.object({ entity: z.string(), address: z.string(), number: z.int() }),
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const meeting = await meetingToChange(tx, association, input.meeting, ['convened']);
    const convocation = await convocationOf(tx, association, meeting.number);
    const sent = await messagesOf(tx, association, meeting.number);
    if (!convocation || sent.length === 0) throw new Refused(convocationRefusals.noConvocation());
    const concerned = await entitiesToTell(tx, association, meeting.body, dayOfMeeting(meeting, now.today));
    const entity = concerned.find(({ code }) => code === input.entity);
    if (!entity) throw new Refused(convocationRefusals.notToTell(input.entity));
    const mailbox = await mailboxToUse(context);
    const address = (await pecAddressesOf(tx, association)).get(entity.code);
    if (!address) throw new Refused(convocationRefusals.missingAddresses([entity.name]));
    const earlier = sent.filter((one) => one.entity === entity.code);
    const number = earlier.length + 1;
    const bodyName = await nameOfBody(context, meeting);
    const by = { name: actor.name, person: actor.person, at: now.instant };
    const to = { entity: entity.code, name: entity.name, address, number };
    await sendNotice(tx, association, { meeting, bodyName, convocation, from: mailbox.address }, to, by);
    const notice = { entity: entity.code, way: 'pec', sent: now.instant, delivered: null, address, proof: '' };
    await recordNotices(tx, association, meeting.number, [notice], by);
    tell({ after: { meeting: meeting.number, address, number }, actingFor: entity.code });
    return { entity: entity.code, address, number };
  },
});

type Context = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now' | 'actor'>;

async function mailboxToUse({ tx, association }: Context): Promise<PecMailbox> {
  try {
    const mailbox = await pecMailboxOf(tx, association);
    if (mailbox) return mailbox;
  } catch (error) {
    if (!(error instanceof BadMailSettings)) throw error;
  }
  throw new Refused(convocationRefusals.noMailbox());
}
