export * from './bridge.ts';
export * from './channels.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './failure-reasons.ts';
export * from './household.ts';
export * from './profile-tokens.ts';
export * from './types.ts';
