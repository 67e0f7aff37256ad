import type {Sandbox} from '../core/sandbox.js';
import {listenForRuntime} from '../net/runtime-api-server.js';
import {startHostedSandbox} from '../sandbox/start-hosted-sandbox.js';
import type {HostedRequest, SandboxTools} from '../sandbox/sandbox-request.js';

/** Starts an environment whose runtime asks lambdock for work. Loaded only when this driver is asked for. */
export const startHosted = (
  tools: SandboxTools,
  request: HostedRequest,
  signal: AbortSignal,
): Promise<Sandbox> => startHostedSandbox({...tools, listen: listenForRuntime}, request, signal);
