import {version} from 'node:process';

/** The Node that runs lambdock, such as `v20.20.2`. */
export const nodeVersion = (): string => version;
