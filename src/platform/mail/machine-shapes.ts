import { z } from 'zod';
import { say } from '../problem.ts';

/** The machine of a mail server: its name or its address. */
export const mailHost = z
  .string()
  .trim()
  .max(253)
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/,
    say('Serve il nome di una macchina.', 'It must be the name of a machine.'),
  );

export const mailPort = z.int().min(1).max(65535).meta({ format: 'int32' });

/** Encrypted from the first moment, after the greeting, or not at all. */
export const mailSecurity = z.enum(['tls', 'starttls', 'none']);
