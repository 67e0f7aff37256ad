// The process behind `invoke --keep-warm`: nobody waits for it, and it ends by itself.
import {keepWarm} from './wire/keeper.js';

process.title = 'lambdock keep-warm';
void keepWarm(process.argv[2] ?? '{}');
