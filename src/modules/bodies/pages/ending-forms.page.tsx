import type { Text } from '../../../kernel/text.ts';
import type { AnyAction } from '../../../platform/action.ts';
import { DayField, TextField } from '../../../platform/pages/field.tsx';
import { closeBody } from '../actions/close-body.ts';
import { closeSeat } from '../actions/close-seat.ts';
import { endAppointment } from '../actions/end-appointment.ts';
import { endGuest } from '../actions/end-guest.ts';
import { endRole } from '../actions/end-role.ts';
import { revokeDelegation } from '../actions/revoke-delegation.ts';
import { vacateSeat } from '../actions/vacate-seat.ts';
import { withdrawCandidate } from '../actions/withdraw-candidate.ts';
import { messages } from '../messages.ts';
import { notices } from '../notices.ts';
import { bodiesAddress, crumbsTo } from './bodies-frame.tsx';
import { bodyOf } from './body.page.tsx';
import { formRoutes } from './form-frame.tsx';

type Words = (typeof messages)['it'];

/** The forms that end something of a body: which action, under which word of the address. */
function endingRoutes(ending: {
  readonly word: string;
  readonly needs: AnyAction;
  /** The name of the record in the action's input. */
  readonly key: string;
  readonly title: (m: Words, body: string) => string;
  readonly day: 'until' | 'on' | 'none';
  readonly act: 'needed' | 'optional' | 'none';
  readonly notice: Text;
}) {
  const { word, needs, key, day, act, notice } = ending;
  const isBody = key === 'body';
  return formRoutes({
    path: `/:association/organi/:organo/fine/${word}/:cosa`,
    needs,
    page: async (request) => {
      const m = messages[request.language];
      const body = await bodyOf(request);
      return {
        title: ending.title(m, body.name[request.language]),
        back: bodiesAddress(request, body.id),
        crumbs: crumbsTo(request, body),
        values: { [day]: request.now.today },
        ...(day === 'none' ? { intro: m.confirmWithdraw } : {}),
        submit: m.record,
        fields: (
          <>
            {day !== 'none' && <DayField name={day} label={day === 'on' ? m.revokedFrom : m.lastDay} />}
            {act !== 'none' && <TextField name="act" label={m.why} optional={act === 'optional'} />}
          </>
        ),
      };
    },
    input: ({ params }) => (key === 'seat' ? { body: params.organo, seat: params.cosa } : { [key]: params.cosa }),
    after: (request) => ({
      to: isBody ? bodiesAddress(request) : bodiesAddress(request, request.params.organo!),
      notice,
    }),
  });
}

export const endingFormRoutes = [
  ...endingRoutes({
    word: 'posto',
    needs: vacateSeat,
    key: 'holding',
    title: (m) => m.vacateTitle,
    day: 'until',
    act: 'needed',
    notice: notices.vacated,
  }),
  ...endingRoutes({
    word: 'delega',
    needs: revokeDelegation,
    key: 'delegation',
    title: (m) => m.revokeTitle,
    day: 'on',
    act: 'optional',
    notice: notices.revoked,
  }),
  ...endingRoutes({
    word: 'incarico',
    needs: endRole,
    key: 'role',
    title: (m) => m.endRoleTitle,
    day: 'until',
    act: 'none',
    notice: notices.ended,
  }),
  ...endingRoutes({
    word: 'invitato',
    needs: endGuest,
    key: 'guest',
    title: (m) => m.endGuestTitle,
    day: 'until',
    act: 'none',
    notice: notices.guestEnded,
  }),
  ...endingRoutes({
    word: 'candidatura',
    needs: withdrawCandidate,
    key: 'candidate',
    title: (m) => m.withdrawTitle,
    day: 'none',
    act: 'none',
    notice: notices.withdrawn,
  }),
  ...endingRoutes({
    word: 'seggio',
    needs: closeSeat,
    key: 'seat',
    title: (m) => m.closeSeatTitle,
    day: 'until',
    act: 'none',
    notice: notices.seatClosed,
  }),
  ...endingRoutes({
    word: 'organo',
    needs: closeBody,
    key: 'body',
    title: (m, body) => m.closeTitle(body),
    day: 'until',
    act: 'needed',
    notice: notices.bodyClosed,
  }),
];

/** The end of an appointment. */
export const endAppointmentRoutes = formRoutes({
  path: '/:association/organi/nomine/:nomina/fine',
  needs: endAppointment,
  page: async (request) => {
    const m = messages[request.language];
    return {
      title: m.endAppointmentTitle,
      back: bodiesAddress(request, 'nomine'),
      crumbs: crumbsTo(request),
      values: { until: request.now.today },
      fields: (
        <>
          <DayField name="until" label={m.lastDay} />
          <TextField name="act" label={m.why} />
        </>
      ),
    };
  },
  input: ({ params }) => ({ appointment: params.nomina }),
  after: (request) => ({ to: bodiesAddress(request, 'nomine'), notice: notices.appointmentEnded }),
});
