import { z } from 'zod';

/** A file as an action answers it: its name, its media type, its content in base64. */
export const fileAnswer = z
  .object({
    name: z.string().max(300),
    type: z.string().max(200),
    base64: z.string().meta({ format: 'byte' }),
  })
  .meta({ id: 'File' });

export type FileAnswer = z.input<typeof fileAnswer>;

/** The answer for content at hand. */
export function answerWithFile(file: {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array | string;
}): FileAnswer {
  const { name, type, content } = file;
  return { name, type, base64: Buffer.from(content as string).toString('base64') };
}

/** The `file` reply of a page for such an answer. */
export function filePage({ name, type, base64 }: FileAnswer) {
  return { kind: 'file' as const, name, type, content: new Uint8Array(Buffer.from(base64, 'base64')) };
}
