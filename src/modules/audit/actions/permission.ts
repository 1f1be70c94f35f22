/**
 * The trail is for who answers for the systems, for the service and for checking them; an auditor of one entity sees that
 * entity's entries, an auditor of the association all.
 */
export const mayRead = { capability: 'identity', letter: 'r', roles: ['SYS', 'RES', 'AUD'] } as const;
