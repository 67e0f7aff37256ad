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

/** What Lambda allows as retries of an event that nobody waits for. */
export const RETRY_ATTEMPTS = {min: 0, max: 2} as const;

/** What Lambda allows as the age of such an event, in seconds. */
export const EVENT_AGE_SECONDS = {min: 60, max: 21_600} as const;
