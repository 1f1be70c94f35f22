import type { Capability, Letter, Reach, Role } from '../../../platform/role.ts';

export type Cell = { readonly letters: ReadonlySet<Letter>; readonly reach: Reach };

/** The columns of the table below. */
const columns =
  'CIT   EMP   REF   EDI   MAY   ASS   PRE   TEC   SEC   L1    L2    SYS   RES   ADM   FIN   ACC   CTR   PRC   AUD   SUP'.split(
    /\s+/,
  ) as Role[];

/** A cell is letters, a colon and the reach; `-` is nothing. */
const table: Readonly<Record<Capability, string>> = {
  agreement:
    'r:p   r:g   r:g   r:p   ra:g  r:g   r:g   r:g   rw:g  r:g   r:g   rx:g  rw:g  rw:g  r:g   r:g   r:g   r:g   r:g   -',
  membership:
    'r:p   r:p   r:e   -     ra:e  r:g   r:g   r:g   rw:g  -     -     r:g   rw:g  rw:g  r:g   r:e   r:e   -     r:e   -',
  bodies:
    'r:p   -     r:e   -     rwa:e r:g   rwa:g r:g   rw:g  -     -     -     rw:g  rw:g  -     -     r:e   -     r:g   -',
  meetings:
    'r:p   -     r:e   -     rv:g  r:g   rv:g  rv:g  rwx:g -     -     -     rw:g  r:g   r:g   -     -     -     r:g   -',
  planning:
    '-     -     rw:e  -     ra:g  rw:g  rwa:g rw:g  r:g   r:g   r:g   r:g   rwa:g rw:g  r:g   r:e   -     -     r:e   -',
  'cost-sharing':
    '-     -     r:e   -     ra:g  r:g   r:g   r:g   r:g   -     -     -     rw:g  rw:g  rwx:g r:e   -     -     r:g   -',
  budget:
    '-     -     r:e   -     ra:g  r:g   rw:g  r:g   r:g   -     -     -     rwa:g r:g   rwx:g r:e   -     -     r:g   -',
  staffing:
    '-     r:p   rw:e  -     r:e   r:g   r:g   r:g   -     rw:o  rw:o  rw:o  rwa:g rw:g  r:g   r:e   -     -     r:e   -',
  inventory:
    '-     r:o   rw:e  -     r:e   -     -     r:g   -     rw:g  rw:g  rwx:g rwa:g r:g   r:g   r:e   -     -     r:e   r:c',
  network:
    '-     -     r:e   -     -     -     -     r:g   -     r:g   rwx:g rwx:g rwa:g -     -     -     -     -     r:e   rx:c',
  'service-catalogue':
    'r:p   r:e   ra:e  r:e   ra:e  r:g   r:g   rw:g  -     r:g   r:g   r:g   rwa:g rw:g  r:g   r:e   -     -     r:g   -',
  'service-desk':
    '-     rw:o  rw:e  rw:o  r:e   r:e   -     -     -     rwx:g rwx:g rwx:g rw:g  r:g   -     rw:o  r:e   -     r:e   rw:c',
  contracts:
    '-     -     r:e   -     r:e   r:g   r:g   r:g   -     r:g   r:g   r:g   rwa:g rw:g  rw:g  r:e   -     -     r:e   r:c',
  procurement:
    'r:p   -     rw:e  -     r:e   r:g   r:g   rw:g  -     -     r:g   r:g   rwa:g rw:g  rwa:g r:e   -     -     r:e   -',
  projects:
    'r:p   -     rw:e  -     ra:e  rw:g  rw:g  rw:g  -     r:g   rw:g  r:g   rwa:g rw:g  r:g   r:e   -     -     r:g   r:c',
  continuity:
    '-     -     rw:e  -     r:e   -     -     r:g   -     r:g   rwx:g rwx:g rwa:g -     -     -     r:e   r:g   r:e   -',
  security:
    '-     w:o   rw:e  -     r:e   -     -     r:g   -     rw:g  rwx:g rwx:g rwa:g -     -     -     ra:e  rw:g  r:e   r:c',
  privacy:
    'w:o   r:o   r:e   -     ra:e  -     -     -     -     -     x:e   x:e   rw:g  r:g   -     -     rwa:e rw:g  r:e   -',
  identity:
    'rw:o  rw:o  rw:e  rw:o  rw:o  rw:o  rw:o  rw:o  rw:o  r:g   rwx:g rwx:g ra:g  rw:o  rw:o  rw:o  ra:e  -     r:e   r:o',
  websites:
    'r:p   w:o   rw:e  rwa:e r:e   r:e   -     r:g   -     r:g   rwx:g rwx:g r:g   rw:g  -     -     -     -     r:e   r:c',
  training:
    'r:p   rw:o  rw:e  rw:o  r:e   rw:g  -     rw:g  -     rw:o  rw:o  rw:o  rwa:g rwx:g -     -     -     -     r:e   -',
  practices:
    'rw:o  rw:e  rw:e  -     r:e   -     -     -     rw:g  -     x:g   rx:g  rw:g  rw:g  rw:e  rw:e  r:e   -     r:e   -',
  publication:
    'r:p   -     rw:e  rw:e  ra:e  -     -     -     rwa:g -     -     x:g   rwa:g rw:g  -     -     r:e   -     r:g   -',
  citizen:
    'rw:o  rw:e  rw:e  rw:e  r:e   r:e   -     r:g   -     r:g   rwx:g rwx:g r:g   rw:g  r:g   r:e   r:e   -     r:e   r:c',
  reporting:
    'r:p   -     r:e   -     r:g   r:g   r:g   r:g   r:g   r:o   r:o   r:g   rw:g  rw:g  r:g   r:e   r:e   -     r:e   -',
};

/**
 * What each role may do with each capability where the agreement says nothing else, and how far.
 * Source: requirements.md section 5.2.
 */
export const permissionMatrix: Readonly<Record<Capability, Readonly<Partial<Record<Role, Cell>>>>> = read(table);

/** The cell of a role, if it holds any letter at all. */
export function cellOf(capability: Capability, role: Role): Cell | undefined {
  return permissionMatrix[capability][role];
}

/** Roles that manage others: those who change or approve other people's permissions. */
export const managingRoles: readonly Role[] = columns.filter((role) => {
  const letters = permissionMatrix.identity[role]?.letters;
  return letters?.has('x') || letters?.has('a');
});

function read(written: Readonly<Record<Capability, string>>) {
  const rows = {} as Record<Capability, Partial<Record<Role, Cell>>>;
  for (const [capability, line] of Object.entries(written) as [Capability, string][]) {
    const row: Partial<Record<Role, Cell>> = {};
    line.split(/\s+/).forEach((cell, index) => {
      if (cell === '-') return;
      const [letters, reach] = cell.split(':') as [string, Reach];
      row[columns[index]!] = { letters: new Set(letters) as ReadonlySet<Letter>, reach };
    });
    rows[capability] = row;
  }
  return rows;
}
