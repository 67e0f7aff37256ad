import {bytesText} from '../core/bytes-text.js';
import {countText} from '../core/count-text.js';
import type {LayerRow, PulledLayer} from '../core/layer.js';
import {table} from './table.js';

/** Layers as `layers list` shows them. */
export function layerLines(layers: readonly LayerRow[]): readonly string[] {
  const rows = layers.map((row) => [
    row.function,
    String(row.order),
    row.cached === null ? (row.kind === 'arn' ? 'local copy' : '-') : row.cached ? 'yes' : 'no',
    sizeText(row.zipBytes),
    sizeText(row.bytes),
    overridesText(row),
    row.layer,
  ]);
  return table([['FUNCTION', 'ORDER', 'CACHED', 'ZIP', 'UNPACKED', 'REPLACES', 'LAYER'], ...rows]);
}

const sizeText = (bytes: number | null): string => (bytes === null ? '-' : bytesText(bytes));

function overridesText({overrides, overridden}: LayerRow): string {
  if (overrides === null) return '?';
  if (overrides === 0) return '-';
  const [first = ''] = overridden;
  return overrides === 1 ? first : `${countText(overrides, 'file')}, ${first} first`;
}

/** What `layers pull` has seen to. */
export const pulledLines = (layers: readonly PulledLayer[]): readonly string[] =>
  layers.length === 0
    ? ['no layer of these functions is named by ARN']
    : layers.map(
        ({arn, cached, bytes}) =>
          `${cached ? 'in the cache' : 'fetched     '}  ${arn}  ${bytesText(bytes)}`,
      );
