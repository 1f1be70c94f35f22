import { addDays, type Day } from '../../../kernel/day.ts';
import { noticeStateOn } from '../rules/index.ts';
import type { StoredNotice } from '../storage/notices.ts';
import { findingViews, type NoticeKind, type OfficeNotice, type PublicNotice } from './shapes.ts';

export function stateOf(notice: StoredNotice, today: Day) {
  return noticeStateOn(
    {
      postings: notice.postings.map(({ posted, last_day, interrupted }) => ({
        posted,
        lastDay: last_day,
        interrupted,
      })),
      withdrawn: notice.withdrawn,
    },
    today,
  );
}

export function publicView(notice: StoredNotice, today: Day): PublicNotice {
  const last = notice.postings.at(-1);
  return {
    id: notice.id,
    entity: notice.entity,
    board: notice.board,
    number: notice.number,
    year: notice.year,
    subject: notice.subject,
    kind: notice.kind as NoticeKind,
    issuer: notice.issuer,
    act: notice.act,
    actDate: notice.act_date,
    executive: notice.executive,
    state: stateOf(notice, today),
    posted: last?.posted ?? null,
    lastDay: last?.last_day ?? null,
    inForce: last && notice.executive && !last.interrupted ? addDays(last.last_day, 1) : null,
    document:
      notice.document_name === null
        ? null
        : {
            name: notice.document_name,
            type: notice.document_type!,
            sha256: notice.document_sha256!,
            removed: notice.document_removed?.toISOString() ?? null,
          },
  };
}

export function officeView(notice: StoredNotice, today: Day): OfficeNotice {
  return {
    ...publicView(notice, today),
    days: notice.days,
    adoptsDocument: notice.adopts_document,
    adopted: notice.adopted?.toISOString() ?? null,
    found: findingViews(notice.found),
    personalData: notice.personal_data,
    personalReason: notice.personal_reason,
    postings: notice.postings.map((posting) => ({
      posted: posting.posted,
      postedAt: posting.posted_at.toISOString(),
      lastDay: posting.last_day,
      interrupted: posting.interrupted,
      reason: posting.reason,
    })),
    withdrawn: notice.withdrawn,
    withdrawnReason: notice.withdrawn_reason,
    createdBy: notice.created_by,
  };
}
