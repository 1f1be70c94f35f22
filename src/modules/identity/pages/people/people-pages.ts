import type { PageRoute } from '../../../../platform/page.ts';
import { addPersonForm, addPersonPage } from './add-person.page.tsx';
import {
  administratorPage,
  appointForm,
  appointPage,
  checkForm,
  endAppointmentForm,
} from './administrator-forms.page.tsx';
import { administratorsExport, administratorsPage } from './administrators.page.tsx';
import { permissionsPage } from './permissions.page.tsx';
import { personPage } from './person.page.tsx';
import { postForms } from './post-forms.page.tsx';
import { postsExport, postsPage } from './posts.page.tsx';
import { renewalForm, renewalPage } from './renewal.page.tsx';
import { requestForms, requestPage } from './request.page.tsx';
import { requestAccessForm, requestAccessPage } from './request-form.page.tsx';
import { requestsPage } from './requests.page.tsx';
import { openReviewForm, reviewForm, reviewPage, reviewPolicyForm } from './review.page.tsx';

/** People, posts, requests, confirmations, renewals, permissions, administrators. */
export const peoplePages: readonly PageRoute[] = [
  postsPage,
  postsExport,
  addPersonPage,
  addPersonForm,
  requestsPage,
  requestAccessPage,
  requestAccessForm,
  requestPage,
  ...requestForms,
  reviewPage,
  reviewForm,
  openReviewForm,
  reviewPolicyForm,
  renewalPage,
  renewalForm,
  personPage,
  ...postForms,
  permissionsPage,
  administratorsPage,
  administratorsExport,
  appointPage,
  appointForm,
  administratorPage,
  checkForm,
  endAppointmentForm,
];
