import type { AnyAction } from '../../../platform/action.ts';
import { addPerson } from './add-person.ts';
import { appointAdministrator } from './administrators/appoint-administrator.ts';
import { endAppointment } from './administrators/end-appointment.ts';
import { listAdministrators } from './administrators/list-administrators.ts';
import { recordCheck } from './administrators/record-check.ts';
import { showAdministrator } from './administrators/show-administrator.ts';
import { assignPost } from './assign-post.ts';
import { cancelPost } from './cancel-post.ts';
import { changePost } from './change-post.ts';
import { endPost } from './end-post.ts';
import { listPlaces } from './list-places.ts';
import { listPosts } from './list-posts.ts';
import { registerPerson } from './register-person.ts';
import { previewRenewal } from './representatives/preview-renewal.ts';
import { previewRenewalAsSecretary } from './representatives/preview-renewal-as-secretary.ts';
import { renewRepresentatives } from './representatives/renew-representatives.ts';
import { renewSeats } from './representatives/renew-seats.ts';
import { authoriseRequest } from './requests/authorise-request.ts';
import { carryOutRequest } from './requests/carry-out-request.ts';
import { listRequests } from './requests/list-requests.ts';
import { rejectRequest } from './requests/reject-request.ts';
import { requestAccess } from './requests/request-access.ts';
import { showRequest } from './requests/show-request.ts';
import { withdrawRequest } from './requests/withdraw-request.ts';
import { openReview } from './reviews/open-review.ts';
import { reviewPosts } from './reviews/review-posts.ts';
import { setReviewPolicy } from './reviews/set-review-policy.ts';
import { showReview } from './reviews/show-review.ts';
import { showPermissions } from './show-permissions.ts';
import { showPerson } from './show-person.ts';
import { showPost } from './show-post.ts';

/** People, posts, requests, confirmations, administrators, permissions. */
export const peopleActions: readonly AnyAction[] = [
  registerPerson,
  addPerson,
  assignPost,
  changePost,
  endPost,
  cancelPost,
  listPosts,
  listPlaces,
  showPerson,
  showPost,
  requestAccess,
  listRequests,
  showRequest,
  authoriseRequest,
  rejectRequest,
  withdrawRequest,
  carryOutRequest,
  openReview,
  showReview,
  reviewPosts,
  setReviewPolicy,
  previewRenewal,
  renewRepresentatives,
  previewRenewalAsSecretary,
  renewSeats,
  listAdministrators,
  showAdministrator,
  appointAdministrator,
  endAppointment,
  recordCheck,
  showPermissions,
];
