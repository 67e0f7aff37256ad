import {withoutColour} from './without-colour.js';

/** Text for an element or attribute of XML 1.0: escaped, and without what no document may hold. */
export const xmlText = (text: string): string =>
  legal(text).replace(/[&<>"'\t\n\r]/g, (char) => ENTITIES[char] ?? char);

/** As `xmlText`, with line ends left as they are: for text between tags. */
export const xmlContent = (text: string): string =>
  legal(text).replace(/[&<>\r]/g, (char) => ENTITIES[char] ?? char);

/** In attributes a bare line end or tab would be read as a blank, and a bare CR anywhere as LF. */
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

const ILLEGAL =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const legal = (text: string): string => withoutColour(text).replace(ILLEGAL, '');
