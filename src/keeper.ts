// Processes that nobody waits for, and that end by themselves: the one behind `invoke --keep-warm`, and
// the one that removes what a killed process left in its pool.
import {SURVIVOR} from './core/survivor.js';
import {keepWarm} from './wire/keeper.js';
import {outlive} from './wire/survivor.js';

const [request = '{}', word] = process.argv.slice(2);
if (word === SURVIVOR) {
  process.title = 'lambdock survivor';
  void outlive(request, process.stdin);
} else {
  process.title = 'lambdock keep-warm';
  void keepWarm(request);
}
