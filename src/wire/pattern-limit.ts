import type {WithinTime} from '../core/within-time.js';
import {withinTime} from '../modules/within-time.js';

/** Far more than any text takes; as long as this, Ctrl-C is not heard. */
const LIMIT_MS = 10_000;

/** What bounds regular expressions of the user's in time. */
export const WITHIN_TIME: WithinTime = withinTime(LIMIT_MS);
