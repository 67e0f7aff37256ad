/** The word by which a process is started that removes what another one leaves. */
export const SURVIVOR = 'survivor';

/** What it hears when nothing was left. */
export const NOTHING_LEFT = 'nothing left';
