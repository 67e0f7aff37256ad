import type {Begun} from '../pool/pool-parts.js';
import type {Identified} from './images.js';
import type {KeptEnvironment, SessionPool} from './pooled-invoker.js';

/** What an opened function counts on: its image, and so many environments. */
export interface Claims {
  /** Counts on so many of them. */
  lay(count: number): void;
  giveUp(): Promise<void>;
}

/** What an opened function lays claim to, given up with it. */
export function claimsOf(
  {environments, wanted: inAll}: SessionPool,
  begun: Begun<KeptEnvironment>,
  {identity, tools}: Identified,
): Claims {
  const {key} = begun;
  // While no container of it runs, another lambdock's build would take it for superseded.
  const letGo = tools.countOn(identity.reference);
  const laid = [environments.claim({key, count: 0})];
  let most = 0;
  return {
    // Whoever warms the same again and again counts on no more for it.
    lay(count) {
      const more = count - most;
      if (more <= 0) return;
      most = count;
      const giveUp = environments.claim({key, count, warm: begun});
      inAll.count += more;
      laid.push(async () => {
        await giveUp();
        inAll.count -= more;
      });
    },
    async giveUp() {
      await Promise.all(laid.map((giveUp) => giveUp()));
      await letGo();
    },
  };
}
