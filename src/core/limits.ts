/** What Lambda allows as a timeout, in seconds. */
export const TIMEOUT_SECONDS = {min: 1, max: 900} as const;

/** What Lambda allows as memory, in MB. */
export const MEMORY_MB = {min: 128, max: 10_240} as const;

/** What Lambda allows as size of /tmp, in MB. */
export const EPHEMERAL_STORAGE_MB = {min: 512, max: 10_240} as const;

/** What Lambda allows as code and layers together, unzipped, in bytes. */
export const UNZIPPED_BYTES = 262_144_000;

/** How many layers Lambda allows. */
export const LAYERS = 5;
