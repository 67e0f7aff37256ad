import {bytesText} from '../../core/bytes-text.js';
import type {ProgressEvent} from '../../core/progress.js';

/** `pulling nodejs:22: 45 % of 266 MB, downloading`. */
export function describe({label, detail, ...event}: ProgressEvent): string {
  const notes = [amount(event), detail].filter((note) => note !== undefined && note !== '');
  return notes.length === 0 ? label : `${label}: ${notes.join(', ')}`;
}

function amount({
  current,
  total,
  unit,
  isEstimate = false,
}: Omit<ProgressEvent, 'label'>): string | undefined {
  if (current === undefined) return undefined;
  const count = (value: number): string => (unit === 'bytes' ? bytesText(value) : String(value));
  const amount = total === undefined || total <= 0 ? current : total;
  const noun = unit === 'events' ? (amount === 1 ? ' event' : ' events') : '';
  if (total === undefined || total <= 0) return `${count(current)}${noun}`;
  if (unit !== 'bytes')
    return `${count(current)} of ${isEstimate ? 'about ' : ''}${count(total)}${noun}`;
  return `${Math.floor((Math.min(current, total) / total) * 100)} % of ${count(total)}`;
}
