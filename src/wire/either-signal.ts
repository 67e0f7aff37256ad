/** Aborted by either; the first alone where there is no other. */
export const eitherSignal = (one: AbortSignal, other: AbortSignal | undefined): AbortSignal =>
  other === undefined || other === one ? one : AbortSignal.any([one, other]);
