/** The caller's own environment variables: read here and nowhere below SPEAK. */
export const hostVariables = (): Readonly<Record<string, string | undefined>> => process.env;
