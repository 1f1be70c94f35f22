export { assignPost } from './actions/assign-post.ts';
export { invitePerson } from './actions/invite-person.ts';
export { openSession } from './actions/open-session.ts';
export { freshlyProved, ownAct, tellOfChange } from './actions/own-act.ts';
export { registerPerson } from './actions/register-person.ts';
export { signIn } from './actions/sign-in.ts';
export { identification } from './identification.ts';
export { personNow } from './person-now.ts';
export { authorise } from './rules/authorise.ts';
export { type Contact, contactsOf, personWithEmail } from './storage/contacts.ts';
export {
  accountBy,
  clearFiscalCode,
  endPublicSessions,
  endSessions,
  type FederatedAccount,
  fiscalCodeOf,
  insertCitizen,
  storeFiscalCode,
} from './storage/federated-people.ts';
export { type HeldPost, postsBegunBy } from './storage/held-posts.ts';
export { holdersOf } from './storage/holders.ts';
export { isAnybodyRegistered, namesOf, peopleCalled, peopleWrittenLike, seeAllPeople } from './storage/people.ts';
export { insertPost } from './storage/posts.ts';
export { secondFactorSetting } from './storage/second-factor-policy.ts';
export { colleagueNames, seeingColleagues } from './storage/seeing-colleagues.ts';
export { issueStartCode } from './storage/start-code.ts';
