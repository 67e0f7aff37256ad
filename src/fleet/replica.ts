import {supervisorNews} from '../core/compose/supervisor.js';
import {runtimeHost, type RuntimeHost} from '../core/hosting/runtime-host.js';
import type {SupervisorLink} from '../net/runtimes-server.js';

/** How a runtime ended, as its supervisor says it. */
export interface ReplicaEnd {
  isOver: boolean;
  /** False where nobody has told how. */
  isSeen: boolean;
  exitCode: number | null;
  /** Processes that the kernel killed for memory while it ran. */
  memoryKills: number;
  onEnd: () => void;
}

/** A runtime in a container of the compose project. */
export interface Replica {
  readonly address: string;
  readonly host: RuntimeHost;
  /** Null where no supervisor is in the image. */
  readonly link: SupervisorLink | null;
  readonly end: ReplicaEnd;
  /** When its runtime was told to start, or first heard of. */
  startedAt: number;
  stage: 'held' | 'starting' | 'idle' | 'busy' | 'gone';
  /** Calls off the wait for a runtime that has answered and does not ask for more. */
  callOffReturn: () => void;
  /** Whether it takes no further event. */
  isLeaving: boolean;
  events: number;
}

/** A runtime that has not started, or is first heard of. */
export const newReplica = (
  address: string,
  link: SupervisorLink | null,
  now: () => number,
): Replica => ({
  address,
  host: runtimeHost(now),
  link,
  end: {isOver: false, isSeen: false, exitCode: null, memoryKills: 0, onEnd: () => undefined},
  startedAt: now(),
  stage: link === null ? 'starting' : 'held',
  callOffReturn: () => undefined,
  isLeaving: false,
  events: 0,
});

/** Hears a supervisor out: its container leaves, its runtime has ended, or it is gone itself. */
export function followSupervisor(
  {link, end}: Replica,
  on: {readonly leaving: () => void; readonly gone: () => void},
): void {
  const over = (): void => {
    if (end.isOver) return;
    end.isOver = true;
    end.onEnd();
    on.gone();
  };
  link?.listen({
    onLine(line) {
      const news = supervisorNews(line);
      if (news?.kind === 'leaving') on.leaving();
      if (news?.kind !== 'ended' || end.isOver) return;
      end.isSeen = true;
      end.exitCode = news.exitCode;
      end.memoryKills = news.memoryKills;
      link.close();
      over();
    },
    onClosed: over,
  });
}
