import type {RedactionRules} from '../../core/redaction.js';
import {jsonText} from '../raw-record.js';
import {redactJson} from './redact-json.js';
import {redactorOf, type RedactorTools} from './redactor.js';

const NOTHING = Buffer.from('null');

/** Takes out of events what rules find; what cannot be gone through is not shown at all. */
export function redactEvent(
  rules: RedactionRules,
  tools: RedactorTools,
): (event: Uint8Array) => Uint8Array {
  const redactor = redactorOf(rules, tools);
  return (event) => {
    const text = jsonText(Buffer.from(event));
    return text === null ? NOTHING : (redactJson(text, redactor) ?? NOTHING);
  };
}
