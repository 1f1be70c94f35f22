import { z } from 'zod';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** What a backup says of itself: `manifest.json` in the archive. */
export const manifestShape = z.object({
  format: z.literal('comunanza-backup'),
  version: z.literal(1),
  /** The moment of the snapshot. */
  created: z.iso.datetime(),
  postgres: z.string(),
  /** The state of the tables' shape: every migration applied, in order. */
  migrations: z.array(z.object({ name: z.string(), sha256 })),
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      /** The CSV in the archive: a header, then rows in the order of the primary key. */
      file: z.string(),
      columns: z.array(z.string()).min(1),
      rows: z.int().nonnegative(),
      sha256,
    }),
  ),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() })),
});

export type Manifest = z.infer<typeof manifestShape>;

export const manifestFile = 'manifest.json';
