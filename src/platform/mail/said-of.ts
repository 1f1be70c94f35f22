import { BadMailSettings } from './mail-server.ts';

/** What the other side said, without what only a programmer reads. */
export function saidOf(error: unknown): string {
  if (error instanceof BadMailSettings) return error.message;
  const { responseText, message } = error as { responseText?: string; message?: string };
  return (responseText || message || String(error)).replace(/\p{Cc}+/gu, ' ').slice(0, 300);
}
