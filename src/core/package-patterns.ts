/**
 * Marks patterns of the Serverless Framework's `package.patterns` among those in the manner of
 * .gitignore: here the last one that matches a file decides, and `!` leaves out.
 */
export const PACKAGE_PATTERN = 'package:';

/** Patterns of `package.patterns` as a code folder's patterns. */
export const packagePatterns = (patterns: readonly string[]): readonly string[] =>
  patterns.map((pattern) => `${PACKAGE_PATTERN}${pattern}`);
