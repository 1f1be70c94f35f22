export { assignPost } from './actions/assign-post.ts';
export { registerPerson } from './actions/register-person.ts';
export { signIn } from './actions/sign-in.ts';
export { identification } from './identification.ts';
export { authorise } from './rules/authorise.ts';
export { isAnybodyRegistered, namesOf, peopleCalled } from './storage/people.ts';
export { insertPost } from './storage/posts.ts';
export { issueStartCode } from './storage/start-code.ts';
