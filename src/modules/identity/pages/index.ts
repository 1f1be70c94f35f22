/** The front door for pages: the frame of one's profile, for its tabs that belong to other modules. */
export { ProfileFrame } from './profile-frame.tsx';
export { toProof } from './set-up-second-factor.page.tsx';
