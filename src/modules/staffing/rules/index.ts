/** The front door for rules: hours of the professional profiles, without a database. */
export { type HourQuota, hourQuotasOf, type QuotaState, quotaStates } from './hour-quota.ts';
export { refusals } from './refusals.ts';
