import {Document, isScalar, visit} from 'yaml';

/**
 * A value as YAML: texts of several lines as blocks, and an object that stands in two places once, with a
 * name. The comment stands above it.
 */
export function yamlText(value: unknown, comment: readonly string[]): string {
  const document = new Document(value, {anchorPrefix: 'lambdock'});
  document.commentBefore = comment.map((line) => ` ${line}`).join('\n');
  visit(document, {
    Scalar(_key, node) {
      if (isScalar(node) && typeof node.value === 'string' && node.value.includes('\n')) {
        node.type = 'BLOCK_LITERAL';
      }
    },
  });
  return document.toString({lineWidth: 0, singleQuote: true});
}
