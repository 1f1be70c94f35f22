import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { addBody } from './actions/add-body.ts';
import { addGuest } from './actions/add-guest.ts';
import { addSeat } from './actions/add-seat.ts';
import { appoint } from './actions/appoint.ts';
import { chooseRole } from './actions/choose-role.ts';
import { closeBody } from './actions/close-body.ts';
import { closeSeat } from './actions/close-seat.ts';
import { delegateSeat } from './actions/delegate-seat.ts';
import { endAppointment } from './actions/end-appointment.ts';
import { endGuest } from './actions/end-guest.ts';
import { endRole } from './actions/end-role.ts';
import { fillSeat } from './actions/fill-seat.ts';
import { listAppointments } from './actions/list-appointments.ts';
import { listBodies } from './actions/list-bodies.ts';
import { listEndings } from './actions/list-endings.ts';
import { listEntitiesToChoose } from './actions/list-entities-to-choose.ts';
import { listPeople } from './actions/list-people.ts';
import {
  discardOrganisationText,
  listOrganisationTexts,
  proposeOrganisationText,
  recordOrganisationAct,
  recordOrganisationDecision,
  showOrganisationText,
} from './actions/organisation.ts';
import { proposeCandidate } from './actions/propose-candidate.ts';
import { readDocument } from './actions/read-document.ts';
import { remindEndings } from './actions/remind-endings.ts';
import { revokeDelegation } from './actions/revoke-delegation.ts';
import { showBody } from './actions/show-body.ts';
import { showPublicBodies } from './actions/show-public-bodies.ts';
import { vacateSeat } from './actions/vacate-seat.ts';
import { withdrawCandidate } from './actions/withdraw-candidate.ts';
import { appointmentForm, appointmentFormPage } from './pages/appointment-form.page.tsx';
import { appointmentsPage } from './pages/appointments.page.tsx';
import { bodiesPage } from './pages/bodies.page.tsx';
import { bodyPage, seatsExport } from './pages/body.page.tsx';
import {
  candidateRoutes,
  delegationRoutes,
  fillSeatRoutes,
  guestRoutes,
  newBodyRoutes,
  newSeatRoutes,
  roleRoutes,
} from './pages/body-forms.page.tsx';
import { documentPage } from './pages/document.page.ts';
import { endAppointmentRoutes, endingFormRoutes } from './pages/ending-forms.page.tsx';
import { endingsPage } from './pages/endings.page.tsx';
import {
  newOrganisationTextRoutes,
  organisationActRoutes,
  organisationDecisionRoutes,
  organisationDiscardRoutes,
  organisationPage,
  organisationTextPage,
} from './pages/organisation.page.tsx';
import { publicData, publicPage } from './pages/public.page.tsx';
import { bodiesPanel } from './pages/today.panel.tsx';
import { remindEndingsDaily } from './remind-daily.ts';

/** Bodies: seats and who fills them, delegations, terms, appointments. */
export const bodiesModule: Module = {
  name: 'bodies',
  title: text('Organi', 'Bodies'),
  actions: [
    listBodies,
    showBody,
    showPublicBodies,
    addBody,
    closeBody,
    addSeat,
    closeSeat,
    fillSeat,
    vacateSeat,
    delegateSeat,
    revokeDelegation,
    chooseRole,
    endRole,
    listAppointments,
    appoint,
    endAppointment,
    addGuest,
    endGuest,
    proposeCandidate,
    withdrawCandidate,
    listPeople,
    listEntitiesToChoose,
    listOrganisationTexts,
    showOrganisationText,
    proposeOrganisationText,
    recordOrganisationDecision,
    recordOrganisationAct,
    discardOrganisationText,
    listEndings,
    readDocument,
    remindEndings,
  ],
  pages: [
    bodiesPage,
    publicPage,
    publicData,
    ...newBodyRoutes,
    appointmentsPage,
    appointmentFormPage,
    appointmentForm,
    ...endAppointmentRoutes,
    endingsPage,
    organisationPage,
    ...newOrganisationTextRoutes,
    organisationTextPage,
    ...organisationDecisionRoutes,
    ...organisationActRoutes,
    ...organisationDiscardRoutes,
    documentPage,
    bodyPage,
    seatsExport,
    ...newSeatRoutes,
    ...fillSeatRoutes,
    ...delegationRoutes,
    ...candidateRoutes,
    ...roleRoutes,
    ...guestRoutes,
    ...endingFormRoutes,
  ],
  navigation: [{ place: 'organi', title: text('Organi', 'Bodies'), path: '/organi', needs: listBodies }],
  today: [bodiesPanel],
  jobs: [remindEndingsDaily],
};

export { addGuest } from './actions/add-guest.ts';
export { addSeat } from './actions/add-seat.ts';
export { appoint } from './actions/appoint.ts';
export { chooseRole } from './actions/choose-role.ts';
export { delegateSeat } from './actions/delegate-seat.ts';
export { fillSeat } from './actions/fill-seat.ts';
export { listBodies } from './actions/list-bodies.ts';
export { listPeople } from './actions/list-people.ts';
export {
  proposeOrganisationText,
  recordOrganisationAct,
  recordOrganisationDecision,
} from './actions/organisation.ts';
export { showBody } from './actions/show-body.ts';
