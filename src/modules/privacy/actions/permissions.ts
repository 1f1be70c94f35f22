/**
 * Who may do what with the register of data sets and acts: the row `privacy` of the permission matrix, where the letters of some
 * are for other parts of it. Reading what a data set holds is nobody's by role: the gate decides.
 */
export const readsRegister = {
  capability: 'privacy',
  letter: 'r',
  roles: ['REF', 'MAY', 'RES', 'ADM', 'CTR', 'PRC', 'AUD'],
} as const;

/** What the controller's delegate writes for the own entity, the head and the processor's delegate for all. */
export const writesRegister = { capability: 'privacy', letter: 'w', roles: ['CTR', 'RES', 'PRC'] } as const;

/** Acts are of the entity: whoever acts for it as controller. */
export const entersActs = { capability: 'privacy', letter: 'a', roles: ['CTR', 'MAY'] } as const;

/** The office that applies technical measures. */
export const appliesMeasures = { capability: 'privacy', letter: 'x', roles: ['SYS', 'L2'] } as const;

/** The log of accesses is for the controller and for whom it trusts. */
export const readsLog = { capability: 'privacy', letter: 'r', roles: ['CTR', 'AUD'] } as const;
