import {createHash} from 'node:crypto';
import {placeText, type ReadRecord} from './recorded-event.js';

/** What was read of a recording: two sessions of one run, and two shards, have read the same. */
export interface Reading {
  /** Records, those that are no events too. */
  readonly records: number;
  /** Of their ids and places, in the order in which they were read. */
  readonly digest: string;
}

/** Keeps count of what is read. */
export interface ReadingLog {
  read(record: ReadRecord): void;
  /** There is no more. */
  end(): void;
  /** As far as it is by now. */
  told(): Reading;
  /** Null where the end was not reached, nor the number of events that are read at most. */
  whole(limit: number | null): Reading | null;
}

/** How a log is kept. */
export interface LogRequest {
  /** Whether a file is not looked at before it is read, as what comes through a pipe: its events count byte for byte. */
  readonly isUnseen: (file: string) => boolean;
  /** What an earlier session had read at some moment. */
  readonly before?: Reading | undefined;
  /** Told when that was something else. */
  readonly onOther: () => never;
}

/** A log of nothing yet: one running digest is all that it keeps. */
export function readingLog({isUnseen, before, onOther}: LogRequest): ReadingLog {
  const hash = createHash('sha256');
  const counts = {records: 0, events: 0};
  let isEnded = false;
  const told = (): Reading => ({records: counts.records, digest: hash.copy().digest('hex')});
  return {
    read(record) {
      counts.records += 1;
      if (record.kind === 'skipped') {
        hash.update(`\0${placeText(record.place)}\0`);
      } else {
        counts.events += 1;
        hash.update(`${record.id}\0`);
        if (isUnseen(record.place.file))
          hash.update(`${record.event.length}\0`).update(record.event);
      }
      if (counts.records === before?.records && told().digest !== before.digest) onOther();
    },
    end() {
      isEnded = true;
      if (before !== undefined && counts.records < before.records) onOther();
    },
    told,
    whole: (limit) => (isEnded || counts.events === limit ? told() : null),
  };
}
